CREATE TABLE "appeal_answers" (
	"appeal_id" uuid PRIMARY KEY NOT NULL,
	"ruling_id" uuid,
	"answer" text NOT NULL,
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"reason" text NOT NULL,
	"filed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_appeals_attemptId_itemId_unique" UNIQUE("attempt_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "item_rulings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" serial NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"kind" text NOT NULL,
	"replacement_hash" text,
	"reason" text NOT NULL,
	"ruled_by" uuid NOT NULL,
	"ruled_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mark_drafts" (
	"to_mark_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"points" jsonb NOT NULL,
	"comment" text NOT NULL,
	"note" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mark_drafts_to_mark_id_grader_id_pk" PRIMARY KEY("to_mark_id","grader_id")
);
--> statement-breakpoint
CREATE TABLE "marking_claims" (
	"to_mark_id" uuid PRIMARY KEY NOT NULL,
	"grader_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marking_rules" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text,
	"graders" integer NOT NULL,
	"anonymous" boolean NOT NULL,
	"tolerance" double precision NOT NULL,
	"patience_days" integer NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to_mark_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"points" jsonb NOT NULL,
	"share" double precision NOT NULL,
	"comment" text NOT NULL,
	"note" text NOT NULL,
	"marked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pass_decisions" (
	"change_id" uuid PRIMARY KEY NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rescorings" (
	"ruling_id" uuid PRIMARY KEY NOT NULL,
	"attempts" integer NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "responses_to_mark" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" serial NOT NULL,
	"attempt_id" uuid NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"response_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "responses_to_mark_responseId_unique" UNIQUE("response_id")
);
--> statement-breakpoint
CREATE TABLE "score_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"ruling_id" uuid,
	"mark_id" uuid,
	"score_before" double precision NOT NULL,
	"score_after" double precision NOT NULL,
	"passed_before" boolean NOT NULL,
	"reaches_mark" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "score_changes_attemptId_rulingId_unique" UNIQUE("attempt_id","ruling_id")
);
--> statement-breakpoint
CREATE TABLE "settled_scores" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"to_mark_id" uuid NOT NULL,
	"share" double precision NOT NULL,
	"basis" text NOT NULL,
	"settled_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "scored_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "appeal_answers" ADD CONSTRAINT "appeal_answers_appeal_id_item_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."item_appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_answers" ADD CONSTRAINT "appeal_answers_ruling_id_item_rulings_id_fk" FOREIGN KEY ("ruling_id") REFERENCES "public"."item_rulings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_answers" ADD CONSTRAINT "appeal_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_appeals" ADD CONSTRAINT "item_appeals_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_appeals" ADD CONSTRAINT "item_appeals_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_appeals" ADD CONSTRAINT "item_appeals_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rulings" ADD CONSTRAINT "item_rulings_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rulings" ADD CONSTRAINT "item_rulings_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rulings" ADD CONSTRAINT "item_rulings_replacement_hash_item_versions_hash_fk" FOREIGN KEY ("replacement_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rulings" ADD CONSTRAINT "item_rulings_ruled_by_users_id_fk" FOREIGN KEY ("ruled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark_drafts" ADD CONSTRAINT "mark_drafts_to_mark_id_responses_to_mark_id_fk" FOREIGN KEY ("to_mark_id") REFERENCES "public"."responses_to_mark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark_drafts" ADD CONSTRAINT "mark_drafts_grader_id_users_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marking_claims" ADD CONSTRAINT "marking_claims_to_mark_id_responses_to_mark_id_fk" FOREIGN KEY ("to_mark_id") REFERENCES "public"."responses_to_mark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marking_claims" ADD CONSTRAINT "marking_claims_grader_id_users_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marking_rules" ADD CONSTRAINT "marking_rules_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marking_rules" ADD CONSTRAINT "marking_rules_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marks" ADD CONSTRAINT "marks_to_mark_id_responses_to_mark_id_fk" FOREIGN KEY ("to_mark_id") REFERENCES "public"."responses_to_mark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marks" ADD CONSTRAINT "marks_grader_id_users_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pass_decisions" ADD CONSTRAINT "pass_decisions_change_id_score_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."score_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pass_decisions" ADD CONSTRAINT "pass_decisions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rescorings" ADD CONSTRAINT "rescorings_ruling_id_item_rulings_id_fk" FOREIGN KEY ("ruling_id") REFERENCES "public"."item_rulings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses_to_mark" ADD CONSTRAINT "responses_to_mark_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses_to_mark" ADD CONSTRAINT "responses_to_mark_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses_to_mark" ADD CONSTRAINT "responses_to_mark_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses_to_mark" ADD CONSTRAINT "responses_to_mark_response_id_responses_id_fk" FOREIGN KEY ("response_id") REFERENCES "public"."responses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_ruling_id_item_rulings_id_fk" FOREIGN KEY ("ruling_id") REFERENCES "public"."item_rulings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_changes" ADD CONSTRAINT "score_changes_mark_id_marks_id_fk" FOREIGN KEY ("mark_id") REFERENCES "public"."marks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settled_scores" ADD CONSTRAINT "settled_scores_to_mark_id_responses_to_mark_id_fk" FOREIGN KEY ("to_mark_id") REFERENCES "public"."responses_to_mark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeal_answers_ruling_id_index" ON "appeal_answers" USING btree ("ruling_id");--> statement-breakpoint
CREATE INDEX "appeal_answers_answered_by_index" ON "appeal_answers" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "item_appeals_item_hash_index" ON "item_appeals" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "item_appeals_course_slug_filed_at_index" ON "item_appeals" USING btree ("course_slug","filed_at");--> statement-breakpoint
CREATE INDEX "item_rulings_course_slug_item_hash_sequence_index" ON "item_rulings" USING btree ("course_slug","item_hash","sequence");--> statement-breakpoint
CREATE INDEX "item_rulings_item_hash_index" ON "item_rulings" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "item_rulings_replacement_hash_index" ON "item_rulings" USING btree ("replacement_hash");--> statement-breakpoint
CREATE INDEX "item_rulings_ruled_by_index" ON "item_rulings" USING btree ("ruled_by");--> statement-breakpoint
CREATE INDEX "mark_drafts_grader_id_index" ON "mark_drafts" USING btree ("grader_id");--> statement-breakpoint
CREATE INDEX "marking_claims_grader_id_index" ON "marking_claims" USING btree ("grader_id");--> statement-breakpoint
CREATE INDEX "marking_rules_course_slug_item_id_id_index" ON "marking_rules" USING btree ("course_slug","item_id","id");--> statement-breakpoint
CREATE INDEX "marking_rules_set_by_index" ON "marking_rules" USING btree ("set_by");--> statement-breakpoint
CREATE INDEX "marks_to_mark_id_marked_at_index" ON "marks" USING btree ("to_mark_id","marked_at");--> statement-breakpoint
CREATE INDEX "marks_grader_id_index" ON "marks" USING btree ("grader_id");--> statement-breakpoint
CREATE INDEX "pass_decisions_decided_by_index" ON "pass_decisions" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "responses_to_mark_attempt_id_index" ON "responses_to_mark" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "responses_to_mark_item_hash_index" ON "responses_to_mark" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "responses_to_mark_course_slug_since_index" ON "responses_to_mark" USING btree ("course_slug","since");--> statement-breakpoint
CREATE INDEX "score_changes_ruling_id_index" ON "score_changes" USING btree ("ruling_id");--> statement-breakpoint
CREATE INDEX "score_changes_mark_id_index" ON "score_changes" USING btree ("mark_id");--> statement-breakpoint
CREATE INDEX "settled_scores_to_mark_id_id_index" ON "settled_scores" USING btree ("to_mark_id","id");
CREATE TABLE "exam_sittings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"title" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"access_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	CONSTRAINT "exam_sittings_last" CHECK (closes_at > opens_at)
);
--> statement-breakpoint
CREATE TABLE "accommodations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"extra_percent" integer DEFAULT 0 NOT NULL,
	"pause_minutes" integer DEFAULT 0 NOT NULL,
	"reason" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "accommodations_give_time" CHECK (extra_percent > 0 or pause_minutes > 0)
);
--> statement-breakpoint
CREATE TABLE "attempt_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"seconds" integer,
	"answers" integer,
	"before" jsonb,
	"reason" text,
	"by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_exams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"edition_id" uuid NOT NULL,
	"course_slug" text NOT NULL,
	"form" jsonb NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"score" real
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "sitting_id" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "pause_left" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "exam_sittings" ADD CONSTRAINT "exam_sittings_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sittings" ADD CONSTRAINT "exam_sittings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_sittings" ADD CONSTRAINT "exam_sittings_cancelled_by_users_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accommodations" ADD CONSTRAINT "accommodations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accommodations" ADD CONSTRAINT "accommodations_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accommodations" ADD CONSTRAINT "accommodations_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_events" ADD CONSTRAINT "attempt_events_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_events" ADD CONSTRAINT "attempt_events_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_exams" ADD CONSTRAINT "practice_exams_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_exams" ADD CONSTRAINT "practice_exams_enrollment_id_enrollments_id_fk" FOREIGN KEY ("enrollment_id") REFERENCES "public"."enrollments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_exams" ADD CONSTRAINT "practice_exams_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_exams" ADD CONSTRAINT "practice_exams_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_sittings_course_slug_closes_at_index" ON "exam_sittings" USING btree ("course_slug","closes_at");--> statement-breakpoint
CREATE INDEX "exam_sittings_created_by_index" ON "exam_sittings" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "exam_sittings_cancelled_by_index" ON "exam_sittings" USING btree ("cancelled_by");--> statement-breakpoint
CREATE UNIQUE INDEX "accommodations_one_in_force" ON "accommodations" USING btree ("user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "accommodations_user_id_index" ON "accommodations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accommodations_granted_by_index" ON "accommodations" USING btree ("granted_by");--> statement-breakpoint
CREATE INDEX "accommodations_ended_by_index" ON "accommodations" USING btree ("ended_by");--> statement-breakpoint
CREATE INDEX "attempt_events_attempt_id_at_index" ON "attempt_events" USING btree ("attempt_id","at");--> statement-breakpoint
CREATE INDEX "attempt_events_by_index" ON "attempt_events" USING btree ("by");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_exams_one_open" ON "practice_exams" USING btree ("enrollment_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "practice_exams_user_id_course_slug_started_at_index" ON "practice_exams" USING btree ("user_id","course_slug","started_at");--> statement-breakpoint
CREATE INDEX "practice_exams_enrollment_id_index" ON "practice_exams" USING btree ("enrollment_id");--> statement-breakpoint
CREATE INDEX "practice_exams_edition_id_index" ON "practice_exams" USING btree ("edition_id");--> statement-breakpoint
CREATE INDEX "practice_exams_course_slug_index" ON "practice_exams" USING btree ("course_slug");--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_sitting_id_exam_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."exam_sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_sitting_id_index" ON "attempts" USING btree ("sitting_id");
CREATE TABLE "exam_statistics" (
	"course_slug" text NOT NULL,
	"test_id" text NOT NULL,
	"edition_id" uuid NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	"finished" integer NOT NULL,
	"through_attempt_id" uuid,
	"body" jsonb NOT NULL,
	CONSTRAINT "exam_statistics_course_slug_test_id_pk" PRIMARY KEY("course_slug","test_id")
);
--> statement-breakpoint
ALTER TABLE "exam_statistics" ADD CONSTRAINT "exam_statistics_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_statistics" ADD CONSTRAINT "exam_statistics_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exam_statistics_edition_id_index" ON "exam_statistics" USING btree ("edition_id");
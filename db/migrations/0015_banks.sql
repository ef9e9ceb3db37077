CREATE TABLE "bank_duplicates" (
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"other_id" text NOT NULL,
	"similarity" real NOT NULL,
	CONSTRAINT "bank_duplicates_course_slug_item_id_other_id_pk" PRIMARY KEY("course_slug","item_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "bank_import_rows" (
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"line" integer NOT NULL,
	"outcome" text NOT NULL,
	"fault" text,
	"detail" text,
	"notes" text[] NOT NULL,
	"item_id" text,
	"title" text NOT NULL,
	"body" jsonb,
	"taken_at" timestamp with time zone,
	CONSTRAINT "bank_import_rows_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "bank_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"file_name" text NOT NULL,
	"format" text,
	"encoding" text,
	"source_hash" text NOT NULL,
	"file_hash" text,
	"defaults" jsonb NOT NULL,
	"fault" text,
	"fault_line" integer,
	"total" integer,
	"started_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "bank_items" (
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"interaction" text NOT NULL,
	"objective" text,
	"difficulty" text NOT NULL,
	"uses" text[] NOT NULL,
	"countries" text[] NOT NULL,
	"tags" text[] NOT NULL,
	"words" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "bank_items_course_slug_item_id_pk" PRIMARY KEY("course_slug","item_id")
);
--> statement-breakpoint
CREATE TABLE "bank_retirements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"retired_by" uuid,
	"retired_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"restored_by" uuid,
	"restored_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "bank_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"item_id" text NOT NULL,
	"item_hash" text NOT NULL,
	"revised_by" uuid,
	"revised_at" timestamp with time zone NOT NULL,
	"import_id" uuid,
	"note" text
);
--> statement-breakpoint
ALTER TABLE "bank_duplicates" ADD CONSTRAINT "bank_duplicates_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_import_rows" ADD CONSTRAINT "bank_import_rows_import_id_bank_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."bank_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_imports" ADD CONSTRAINT "bank_imports_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_imports" ADD CONSTRAINT "bank_imports_file_hash_files_hash_fk" FOREIGN KEY ("file_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_imports" ADD CONSTRAINT "bank_imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_items" ADD CONSTRAINT "bank_items_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_items" ADD CONSTRAINT "bank_items_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_items" ADD CONSTRAINT "bank_items_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_retirements" ADD CONSTRAINT "bank_retirements_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_retirements" ADD CONSTRAINT "bank_retirements_retired_by_users_id_fk" FOREIGN KEY ("retired_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_retirements" ADD CONSTRAINT "bank_retirements_restored_by_users_id_fk" FOREIGN KEY ("restored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_revisions" ADD CONSTRAINT "bank_revisions_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_revisions" ADD CONSTRAINT "bank_revisions_revised_by_users_id_fk" FOREIGN KEY ("revised_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_revisions" ADD CONSTRAINT "bank_revisions_import_id_bank_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."bank_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_revisions" ADD CONSTRAINT "bank_revisions_course_slug_item_id_bank_items_course_slug_item_id_fk" FOREIGN KEY ("course_slug","item_id") REFERENCES "public"."bank_items"("course_slug","item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_imports_course_slug_started_at_index" ON "bank_imports" USING btree ("course_slug","started_at");--> statement-breakpoint
CREATE INDEX "bank_imports_file_hash_index" ON "bank_imports" USING btree ("file_hash");--> statement-breakpoint
CREATE INDEX "bank_imports_started_by_index" ON "bank_imports" USING btree ("started_by");--> statement-breakpoint
CREATE INDEX "bank_items_item_hash_index" ON "bank_items" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "bank_items_created_by_index" ON "bank_items" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_retirements_standing" ON "bank_retirements" USING btree ("course_slug","item_id") WHERE restored_at is null;--> statement-breakpoint
CREATE INDEX "bank_retirements_course_slug_item_id_index" ON "bank_retirements" USING btree ("course_slug","item_id");--> statement-breakpoint
CREATE INDEX "bank_retirements_retired_by_index" ON "bank_retirements" USING btree ("retired_by");--> statement-breakpoint
CREATE INDEX "bank_retirements_restored_by_index" ON "bank_retirements" USING btree ("restored_by");--> statement-breakpoint
CREATE INDEX "bank_revisions_course_slug_item_id_revised_at_index" ON "bank_revisions" USING btree ("course_slug","item_id","revised_at");--> statement-breakpoint
CREATE INDEX "bank_revisions_item_hash_index" ON "bank_revisions" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "bank_revisions_revised_by_index" ON "bank_revisions" USING btree ("revised_by");--> statement-breakpoint
CREATE INDEX "bank_revisions_import_id_index" ON "bank_revisions" USING btree ("import_id");--> statement-breakpoint
-- The history of a question takes INSERT only, whoever asks.
CREATE FUNCTION bank_revisions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'revisions are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER bank_revisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bank_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION bank_revisions_refuse_change();

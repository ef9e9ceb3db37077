CREATE TABLE "response_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "response_files" ADD CONSTRAINT "response_files_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "response_files_attempt_id_item_id_index" ON "response_files" USING btree ("attempt_id","item_id");--> statement-breakpoint
-- Documents and photographs are compressed already.
ALTER TABLE "response_files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

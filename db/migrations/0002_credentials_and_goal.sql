CREATE TABLE "name_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"previous_name" text NOT NULL,
	"new_name" text NOT NULL,
	"corrected_by" uuid NOT NULL,
	"corrected_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
DROP INDEX "statements_verb_index";--> statement-breakpoint
ALTER TABLE "revocations" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_corrections" ADD CONSTRAINT "name_corrections_corrected_by_users_id_fk" FOREIGN KEY ("corrected_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "name_corrections_user_id_index" ON "name_corrections" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "name_corrections_corrected_by_index" ON "name_corrections" USING btree ("corrected_by");--> statement-breakpoint
CREATE INDEX "statements_verb_id_index" ON "statements" USING btree ("verb","id");
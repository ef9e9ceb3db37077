CREATE TABLE "name_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" text NOT NULL,
	"name" text NOT NULL,
	"why" text DEFAULT '' NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	"answer" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "name_requests" ADD CONSTRAINT "name_requests_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_requests" ADD CONSTRAINT "name_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_requests" ADD CONSTRAINT "name_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "name_requests_open" ON "name_requests" USING btree ("credential_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "name_requests_credential_id_index" ON "name_requests" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "name_requests_requested_by_index" ON "name_requests" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "name_requests_decided_by_index" ON "name_requests" USING btree ("decided_by");
CREATE TABLE "credential_shares" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"shared_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocation_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean
);
--> statement-breakpoint
CREATE TABLE "successions" (
	"predecessor_id" text PRIMARY KEY NOT NULL,
	"successor_id" text NOT NULL,
	"reason" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "successions_successorId_unique" UNIQUE("successor_id")
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" text NOT NULL,
	"suspended_by" uuid NOT NULL,
	"suspended_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"lifted_by" uuid,
	"lifted_at" timestamp with time zone,
	"lifted_note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bulk_verification_rows" (
	"bulk_id" text NOT NULL,
	"position" integer NOT NULL,
	"source" text NOT NULL,
	"outcome" jsonb,
	CONSTRAINT "bulk_verification_rows_bulk_id_position_pk" PRIMARY KEY("bulk_id","position")
);
--> statement-breakpoint
CREATE TABLE "bulk_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"input_hash" text,
	"total" integer NOT NULL,
	"finished_at" timestamp with time zone,
	"report" text
);
--> statement-breakpoint
CREATE TABLE "credential_statuses" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"list_id" text NOT NULL,
	"index" integer NOT NULL,
	"is_set" boolean DEFAULT false NOT NULL,
	CONSTRAINT "credential_statuses_listId_index_unique" UNIQUE("list_id","index")
);
--> statement-breakpoint
CREATE TABLE "issuer_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"algorithm" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	"compromised_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "issuers" (
	"did" text PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"first_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "issuers_origin_unique" UNIQUE("origin")
);
--> statement-breakpoint
CREATE TABLE "known_issuers" (
	"did" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published_credentials" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"pdf_update_hash" text NOT NULL,
	"badge_svg_hash" text NOT NULL,
	"badge_png_hash" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signed_credentials" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"document" text,
	"jwt" text,
	"hash" text,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_list_documents" (
	"list_id" text NOT NULL,
	"issuer" text NOT NULL,
	"bits_hash" "bytea" NOT NULL,
	"document" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	CONSTRAINT "status_list_documents_list_id_issuer_pk" PRIMARY KEY("list_id","issuer")
);
--> statement-breakpoint
CREATE TABLE "status_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "credentials_exactly_one";--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "superseded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credential_shares" ADD CONSTRAINT "credential_shares_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_requests" ADD CONSTRAINT "revocation_requests_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_requests" ADD CONSTRAINT "revocation_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_requests" ADD CONSTRAINT "revocation_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "successions" ADD CONSTRAINT "successions_predecessor_id_credentials_id_fk" FOREIGN KEY ("predecessor_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "successions" ADD CONSTRAINT "successions_successor_id_credentials_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "successions" ADD CONSTRAINT "successions_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_suspended_by_users_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_verification_rows" ADD CONSTRAINT "bulk_verification_rows_bulk_id_bulk_verifications_id_fk" FOREIGN KEY ("bulk_id") REFERENCES "public"."bulk_verifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_verifications" ADD CONSTRAINT "bulk_verifications_input_hash_files_hash_fk" FOREIGN KEY ("input_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_statuses" ADD CONSTRAINT "credential_statuses_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_statuses" ADD CONSTRAINT "credential_statuses_list_id_status_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."status_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_credentials" ADD CONSTRAINT "published_credentials_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_credentials" ADD CONSTRAINT "published_credentials_pdf_update_hash_files_hash_fk" FOREIGN KEY ("pdf_update_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_credentials" ADD CONSTRAINT "published_credentials_badge_svg_hash_files_hash_fk" FOREIGN KEY ("badge_svg_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_credentials" ADD CONSTRAINT "published_credentials_badge_png_hash_files_hash_fk" FOREIGN KEY ("badge_png_hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_credentials" ADD CONSTRAINT "signed_credentials_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_credentials" ADD CONSTRAINT "signed_credentials_issuer_issuers_did_fk" FOREIGN KEY ("issuer") REFERENCES "public"."issuers"("did") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_list_documents" ADD CONSTRAINT "status_list_documents_list_id_status_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."status_lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_list_documents" ADD CONSTRAINT "status_list_documents_issuer_issuers_did_fk" FOREIGN KEY ("issuer") REFERENCES "public"."issuers"("did") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "revocation_requests_open" ON "revocation_requests" USING btree ("credential_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "revocation_requests_credential_id_index" ON "revocation_requests" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "revocation_requests_requested_by_requested_at_index" ON "revocation_requests" USING btree ("requested_by","requested_at");--> statement-breakpoint
CREATE INDEX "revocation_requests_decided_by_index" ON "revocation_requests" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "successions_made_by_index" ON "successions" USING btree ("made_by");--> statement-breakpoint
CREATE UNIQUE INDEX "suspensions_open" ON "suspensions" USING btree ("credential_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "suspensions_credential_id_index" ON "suspensions" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "suspensions_suspended_by_index" ON "suspensions" USING btree ("suspended_by");--> statement-breakpoint
CREATE INDEX "suspensions_lifted_by_index" ON "suspensions" USING btree ("lifted_by");--> statement-breakpoint
CREATE INDEX "bulk_verifications_input_hash_index" ON "bulk_verifications" USING btree ("input_hash");--> statement-breakpoint
CREATE INDEX "bulk_verifications_created_at_index" ON "bulk_verifications" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "credential_statuses_set" ON "credential_statuses" USING btree ("list_id","index") WHERE is_set;--> statement-breakpoint
CREATE INDEX "published_credentials_pdf_update_hash_index" ON "published_credentials" USING btree ("pdf_update_hash");--> statement-breakpoint
CREATE INDEX "published_credentials_badge_svg_hash_index" ON "published_credentials" USING btree ("badge_svg_hash");--> statement-breakpoint
CREATE INDEX "published_credentials_badge_png_hash_index" ON "published_credentials" USING btree ("badge_png_hash");--> statement-breakpoint
CREATE INDEX "signed_credentials_issuer_index" ON "signed_credentials" USING btree ("issuer");--> statement-breakpoint
CREATE INDEX "status_list_documents_issuer_index" ON "status_list_documents" USING btree ("issuer");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_exactly_one" ON "credentials" USING btree ("user_id","achievement_id","achievement_edition") WHERE superseded_at is null;
CREATE TABLE "log_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"verifier_key" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"index" bigint PRIMARY KEY NOT NULL,
	"data" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_openings" (
	"credential_id" text PRIMARY KEY NOT NULL,
	"position" bigserial NOT NULL,
	"credential_hash" text,
	"salt" "bytea",
	"entry_index" bigint,
	"logged_at" timestamp with time zone,
	CONSTRAINT "log_openings_position_unique" UNIQUE("position"),
	CONSTRAINT "log_openings_entryIndex_unique" UNIQUE("entry_index")
);
--> statement-breakpoint
CREATE TABLE "log_tiles" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "log_tiles_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
ALTER TABLE "log_openings" ADD CONSTRAINT "log_openings_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_openings" ADD CONSTRAINT "log_openings_entry_index_log_entries_index_fk" FOREIGN KEY ("entry_index") REFERENCES "public"."log_entries"("index") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "log_openings_waiting" ON "log_openings" USING btree ("position") WHERE entry_index is null;
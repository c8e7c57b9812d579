CREATE TABLE "attempt_replies" (
	"attempt_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"client_id" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attempt_replies_attempt_id_seq_pk" PRIMARY KEY("attempt_id","seq")
);
--> statement-breakpoint
CREATE TABLE "attempt_turns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"attempt_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"section" "section",
	"ask_key" text,
	"text" text,
	"written_by" text,
	"criterion_ids" text[] DEFAULT '{}' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"written_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"requested_model" text,
	"returned_model" text,
	"input_tokens" integer,
	"output_tokens" integer,
	"cost_usd" double precision,
	"called_at" timestamp with time zone,
	CONSTRAINT "attempt_turns_seq_key" UNIQUE("attempt_id","seq"),
	CONSTRAINT "attempt_turns_ask_key" UNIQUE("attempt_id","ask_key"),
	CONSTRAINT "attempt_turns_seq_range" CHECK ("attempt_turns"."seq" between 0 and 6),
	CONSTRAINT "attempt_turns_opening_first" CHECK (("attempt_turns"."seq" = 0) = ("attempt_turns"."kind" = 'opening')),
	CONSTRAINT "attempt_turns_section" CHECK (("attempt_turns"."kind" = 'opening') = ("attempt_turns"."section" is null))
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "probing" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "turn" integer;--> statement-breakpoint
ALTER TABLE "attempt_replies" ADD CONSTRAINT "attempt_replies_turn_fk" FOREIGN KEY ("attempt_id","seq") REFERENCES "public"."attempt_turns"("attempt_id","seq") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_turns" ADD CONSTRAINT "attempt_turns_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_turns_called_idx" ON "attempt_turns" USING btree ("called_at") WHERE called_at is not null;--> statement-breakpoint
-- What was replied stays as it was handed in, as the answers do.
CREATE TRIGGER attempt_replies_frozen BEFORE INSERT OR UPDATE ON "attempt_replies"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();

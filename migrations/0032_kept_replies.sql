CREATE TABLE "kept_replies" (
	"judge_call_id" bigint PRIMARY KEY NOT NULL,
	"work_id" uuid NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"purpose" text NOT NULL,
	"asked_hash" text NOT NULL,
	"ordinal" integer NOT NULL,
	"reply" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kept_replies_asked_key" UNIQUE("work_id","part","purpose","asked_hash","ordinal"),
	CONSTRAINT "kept_replies_ordinal" CHECK ("kept_replies"."ordinal" >= 1)
);
--> statement-breakpoint
CREATE TABLE "model_turns" (
	"server" text NOT NULL,
	"turn_of" text NOT NULL,
	"work_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"held_by" uuid,
	CONSTRAINT "model_turns_server_turn_of_work_id_pk" PRIMARY KEY("server","turn_of","work_id"),
	CONSTRAINT "model_turns_held_by_key" UNIQUE("held_by"),
	CONSTRAINT "model_turns_of_known" CHECK ("model_turns"."turn_of" in ('grading', 'call'))
);
--> statement-breakpoint
ALTER TABLE "kept_replies" ADD CONSTRAINT "kept_replies_judge_call_id_judge_calls_id_fk" FOREIGN KEY ("judge_call_id") REFERENCES "public"."judge_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_replies_created_idx" ON "kept_replies" USING btree ("created_at");
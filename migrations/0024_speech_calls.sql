CREATE TABLE "speech_calls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"attempt_id" uuid,
	"kind" text NOT NULL,
	"seconds" double precision,
	"characters" integer,
	"requested_model" text NOT NULL,
	"cost_usd" double precision,
	"called_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "speech_calls_amount" CHECK (("speech_calls"."kind" = 'heard') = ("speech_calls"."seconds" is not null)),
	CONSTRAINT "speech_calls_kind" CHECK ("speech_calls"."kind" in ('heard', 'said'))
);
--> statement-breakpoint
ALTER TABLE "speech_calls" ADD CONSTRAINT "speech_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speech_calls" ADD CONSTRAINT "speech_calls_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "speech_calls_called_idx" ON "speech_calls" USING btree ("called_at");--> statement-breakpoint
CREATE INDEX "speech_calls_user_idx" ON "speech_calls" USING btree ("user_id","called_at");--> statement-breakpoint
CREATE INDEX "speech_calls_attempt_idx" ON "speech_calls" USING btree ("attempt_id");
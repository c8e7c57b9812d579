CREATE TYPE "public"."notice_kind" AS ENUM('graded', 'regraded', 'not_graded', 'challenge_settled', 'signed', 'due');--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "notice_kind" NOT NULL,
	"attempt_id" uuid,
	"key" text NOT NULL,
	"drills" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notices_once" UNIQUE("user_id","kind","key"),
	CONSTRAINT "notices_key_length" CHECK (char_length("notices"."key") between 1 and 80),
	CONSTRAINT "notices_have_a_subject" CHECK (("notices"."kind" = 'due') = ("notices"."attempt_id" is null) and ("notices"."kind" = 'due') = ("notices"."drills" is not null))
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_user_idx" ON "notices" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notices_attempt_idx" ON "notices" USING btree ("attempt_id");
CREATE TABLE "attempt_timelines" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"through_id" bigint NOT NULL,
	"timeline" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt_timelines" ADD CONSTRAINT "attempt_timelines_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;
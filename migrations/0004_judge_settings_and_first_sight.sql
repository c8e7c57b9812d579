CREATE TABLE "review_sights" (
	"attempt_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_sights_attempt_id_person_id_pk" PRIMARY KEY("attempt_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "judge_settings" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"mode" "mode",
	"max_usd_per_grade" double precision,
	"max_usd_per_day" double precision,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "judge_settings_one_row" CHECK ("judge_settings"."id" = 1),
	CONSTRAINT "judge_settings_bounds_positive" CHECK ("judge_settings"."max_usd_per_grade" > 0 and "judge_settings"."max_usd_per_day" > 0)
);
--> statement-breakpoint
CREATE TABLE "judge_tests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"result" jsonb,
	"cost_usd" double precision,
	CONSTRAINT "judge_tests_finished_whole" CHECK (("judge_tests"."finished_at" is null) = ("judge_tests"."result" is null))
);
--> statement-breakpoint
ALTER TABLE "review_sights" ADD CONSTRAINT "review_sights_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_sights" ADD CONSTRAINT "review_sights_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_settings" ADD CONSTRAINT "judge_settings_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_tests" ADD CONSTRAINT "judge_tests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "judge_tests_created_idx" ON "judge_tests" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
-- A grading that ends without a grade is an entry from now on; those that stand so are entered here.
INSERT INTO "audit_log" ("at", "actor_id", "action", "subject_id", "detail")
SELECT "queued_at", NULL, 'grade.fail', "id"::text, jsonb_build_object('attemptId', "attempt_id", 'errorKind', "error_kind")
FROM "grades" WHERE "status" = 'needs_attention';

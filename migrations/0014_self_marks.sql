CREATE TABLE "self_marks" (
	"attempt_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"verdict" "verdict" NOT NULL,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "self_marks_attempt_id_criterion_id_pk" PRIMARY KEY("attempt_id","criterion_id"),
	CONSTRAINT "self_marks_verdict_decides" CHECK ("self_marks"."verdict" <> 'cannot_assess')
);
--> statement-breakpoint
CREATE TABLE "self_ratings" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"admitted_at" timestamp with time zone,
	"refusal" text,
	"finished_at" timestamp with time zone,
	"is_blind" boolean,
	"total" double precision,
	CONSTRAINT "self_ratings_admitted_or_refused" CHECK ("self_ratings"."admitted_at" is null or "self_ratings"."refusal" is null),
	CONSTRAINT "self_ratings_finished_whole" CHECK (("self_ratings"."finished_at" is null) = ("self_ratings"."is_blind" is null) and ("self_ratings"."finished_at" is null) = ("self_ratings"."total" is null)),
	CONSTRAINT "self_ratings_finished_admitted" CHECK ("self_ratings"."finished_at" is null or "self_ratings"."admitted_at" is not null),
	CONSTRAINT "self_ratings_total_range" CHECK ("self_ratings"."total" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "self_marks" ADD CONSTRAINT "self_marks_attempt_id_self_ratings_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."self_ratings"("attempt_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_ratings" ADD CONSTRAINT "self_ratings_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_ratings" ADD CONSTRAINT "self_ratings_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE FUNCTION refuse_after_self_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM self_ratings WHERE attempt_id = NEW.attempt_id AND finished_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the own marks on attempt % are finished', NEW.attempt_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER self_marks_frozen BEFORE INSERT OR UPDATE ON "self_marks"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_self_rating();
--> statement-breakpoint
-- From now on it is noted when candidates first see their grade. Grades that are there already count as
-- seen: nobody can tell any more, and marks made now must not pass for blind ones.
INSERT INTO "review_sights" ("attempt_id", "person_id", "first_seen_at")
SELECT "attempts"."id", "attempts"."user_id", min("grades"."finished_at")
FROM "attempts" JOIN "grades" ON "grades"."attempt_id" = "attempts"."id" AND "grades"."status" = 'graded'
GROUP BY "attempts"."id", "attempts"."user_id"
ON CONFLICT DO NOTHING;

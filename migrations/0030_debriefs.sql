CREATE TABLE "failure_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"problem_version_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "failure_versions_version_key" UNIQUE("problem_version_id","version"),
	CONSTRAINT "failure_versions_version_positive" CHECK ("failure_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "point_edits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"grade_id" uuid NOT NULL,
	"point_id" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"wording" jsonb,
	"reviewer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "point_edits_whole" CHECK (("point_edits"."kind" = 'struck' and "point_edits"."wording" is null and "point_edits"."reason" is not null and char_length("point_edits"."reason") between 1 and 2000)
        or ("point_edits"."kind" = 'corrected' and "point_edits"."wording" is not null and "point_edits"."reason" is null))
);
--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "debrief_state" text GENERATED ALWAYS AS (case when summary #>> '{debrief,status}' is distinct from 'made' then 'without' when (summary #>> '{debrief,isLater}')::boolean then 'later' else 'with' end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "failure_versions" ADD CONSTRAINT "failure_versions_problem_version_id_problem_versions_id_fk" FOREIGN KEY ("problem_version_id") REFERENCES "public"."problem_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_edits" ADD CONSTRAINT "point_edits_grade_id_grades_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grades"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_edits" ADD CONSTRAINT "point_edits_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "point_edits_one_standing_idx" ON "point_edits" USING btree ("grade_id","point_id","kind") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE TRIGGER failure_versions_immutable BEFORE UPDATE OR DELETE ON "failure_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

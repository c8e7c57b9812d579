CREATE TABLE "point_challenges" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"grade_id" uuid NOT NULL,
	"point_id" text NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" "appeal_outcome",
	"settlement" text,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "point_challenges_note_said" CHECK (char_length("point_challenges"."note") between 1 and 2000),
	CONSTRAINT "point_challenges_settled_whole" CHECK (("point_challenges"."settled_at" is null) = ("point_challenges"."outcome" is null) and ("point_challenges"."settled_at" is null) = ("point_challenges"."settlement" is null) and ("point_challenges"."settled_at" is null) = ("point_challenges"."settled_by" is null))
);
--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "held_by" jsonb GENERATED ALWAYS AS (nullif(summary -> 'heldBy', '[]'::jsonb)) STORED;--> statement-breakpoint
ALTER TABLE "point_challenges" ADD CONSTRAINT "point_challenges_grade_id_grades_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grades"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_challenges" ADD CONSTRAINT "point_challenges_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "point_challenges_one_each_idx" ON "point_challenges" USING btree ("grade_id","point_id");--> statement-breakpoint
CREATE INDEX "point_challenges_open_idx" ON "point_challenges" USING btree ("created_at") WHERE settled_at is null;--> statement-breakpoint
-- A struck point can change a verdict that was lowered by it, and with it the candidate's cards.
CREATE FUNCTION ask_card_refresh_of_grade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_refreshes (user_id, problem_id)
  SELECT user_id, problem_id FROM attempts
  WHERE id = (SELECT attempt_id FROM grades WHERE id = NEW.grade_id);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER point_edits_refresh_cards AFTER INSERT OR UPDATE ON "point_edits"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh_of_grade();

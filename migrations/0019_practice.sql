CREATE TABLE "card_refreshes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_tracks" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"track" text NOT NULL,
	"starts_on" date NOT NULL,
	"interview_on" date,
	"picked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_cards" (
	"user_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"base_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"section" "section" NOT NULL,
	"level" "level" NOT NULL,
	"weight" double precision NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"interval_days" integer NOT NULL,
	"last_verdict" "verdict" NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"marks" integer NOT NULL,
	"is_waiting" boolean NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "practice_cards_user_id_problem_id_criterion_id_pk" PRIMARY KEY("user_id","problem_id","criterion_id"),
	CONSTRAINT "practice_cards_verdict_decides" CHECK ("practice_cards"."last_verdict" <> 'cannot_assess'),
	CONSTRAINT "practice_cards_marks_positive" CHECK ("practice_cards"."marks" > 0)
);
--> statement-breakpoint
CREATE TABLE "practice_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"minutes_per_day" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practice_settings_minutes_range" CHECK ("practice_settings"."minutes_per_day" between 5 and 120)
);
--> statement-breakpoint
CREATE TABLE "track_ticks" (
	"user_id" uuid NOT NULL,
	"track" text NOT NULL,
	"item" text NOT NULL,
	"ticked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "track_ticks_user_id_track_item_pk" PRIMARY KEY("user_id","track","item"),
	CONSTRAINT "track_ticks_item_length" CHECK (char_length("track_ticks"."item") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "card_refreshes" ADD CONSTRAINT "card_refreshes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_refreshes" ADD CONSTRAINT "card_refreshes_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_tracks" ADD CONSTRAINT "own_tracks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_base_id_attempts_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_settings" ADD CONSTRAINT "practice_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "track_ticks" ADD CONSTRAINT "track_ticks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_refreshes_user_idx" ON "card_refreshes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "practice_cards_open_idx" ON "practice_cards" USING btree ("user_id","due_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "practice_cards_base_idx" ON "practice_cards" USING btree ("base_id");--> statement-breakpoint
-- Whatever changes a verdict of an attempt that was handed in, or shows it to its candidate, puts the
-- candidate's cards on the problem out of date, in the same transaction. The rows have no key of their
-- own to meet at, so that nobody who saves a grade waits for anybody.
CREATE FUNCTION ask_card_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_refreshes (user_id, problem_id)
  SELECT user_id, problem_id FROM attempts WHERE id = NEW.attempt_id;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER grades_refresh_cards AFTER INSERT OR UPDATE OF status ON "grades"
  FOR EACH ROW WHEN (NEW.status = 'graded') EXECUTE FUNCTION ask_card_refresh();
--> statement-breakpoint
CREATE TRIGGER overrides_refresh_cards AFTER INSERT OR UPDATE ON "overrides"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh();
--> statement-breakpoint
CREATE TRIGGER reviews_refresh_cards AFTER INSERT OR UPDATE OF signed_grade_id ON "reviews"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh();
--> statement-breakpoint
CREATE TRIGGER review_sights_refresh_cards AFTER INSERT ON "review_sights"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh();
--> statement-breakpoint
CREATE TRIGGER self_ratings_refresh_cards AFTER INSERT OR UPDATE OF finished_at ON "self_ratings"
  FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL) EXECUTE FUNCTION ask_card_refresh();
--> statement-breakpoint
CREATE FUNCTION ask_card_refresh_after_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_refreshes (user_id, problem_id) VALUES (OLD.user_id, OLD.problem_id);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER attempts_refresh_cards AFTER DELETE ON "attempts"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh_after_delete();
--> statement-breakpoint
-- What was graded before there were cards makes cards too.
INSERT INTO "card_refreshes" ("user_id", "problem_id")
SELECT DISTINCT "user_id", "problem_id" FROM "attempts" WHERE "status" = 'submitted';

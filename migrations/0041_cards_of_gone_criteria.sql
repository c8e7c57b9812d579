ALTER TABLE "practice_cards" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practice_cards" ADD CONSTRAINT "practice_cards_gone_is_closed" CHECK ("practice_cards"."gone_at" is null or "practice_cards"."closed_at" is not null);--> statement-breakpoint
-- A new version of a rubric may no longer ask what somebody's card is about, or ask it again.
CREATE FUNCTION ask_card_refresh_of_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_refreshes (user_id, problem_id)
  SELECT DISTINCT cards.user_id, cards.problem_id
  FROM practice_cards cards
  JOIN rubrics ON rubrics.problem_id = cards.problem_id
  WHERE rubrics.id = NEW.rubric_id AND (cards.closed_at IS NULL OR cards.gone_at IS NOT NULL);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER rubric_versions_refresh_cards AFTER INSERT ON "rubric_versions"
  FOR EACH ROW EXECUTE FUNCTION ask_card_refresh_of_rubric();
--> statement-breakpoint
INSERT INTO "card_refreshes" ("user_id", "problem_id")
SELECT DISTINCT "user_id", "problem_id" FROM "practice_cards" WHERE "closed_at" IS NULL;

-- Grades kept what a reader of sums called wrong. Most of it was right (ADR 44): it leaves them, so that
-- no later version shows it, and nothing stays marked for a person because of it.
WITH RECURSIVE "cleared" AS (
  SELECT "id", "grade_id", "criterion_id" FROM "criterion_verdicts"
  WHERE "needs_person" AND "confidence" >= 0.6 AND "detail" -> 'notes'
    ? 'The judge says met, and what it quotes contains a sum that is wrong: a reviewer should look.'
  UNION
  -- What the rubric derives from such a verdict had its mark.
  SELECT "v"."id", "v"."grade_id", "v"."criterion_id"
  FROM "cleared" JOIN "criterion_verdicts" "v" ON "v"."grade_id" = "cleared"."grade_id"
  WHERE EXISTS (
    SELECT FROM jsonb_array_elements_text("v"."detail" -> 'notes') AS "note"
    WHERE starts_with("note", 'Follows from "' || "cleared"."criterion_id" || '"; by itself it was ')
  )
)
UPDATE "criterion_verdicts" SET "needs_person" = false, "detail" = "detail" || '{"needsPerson": false}'
FROM "cleared" WHERE "criterion_verdicts"."id" = "cleared"."id";--> statement-breakpoint
UPDATE "criterion_verdicts" SET "detail" = jsonb_set("detail", '{notes}', ("detail" -> 'notes')
  - 'The judge says met, and what it quotes contains a sum that is wrong: a reviewer should look.')
WHERE "detail" -> 'notes'
  ? 'The judge says met, and what it quotes contains a sum that is wrong: a reviewer should look.';--> statement-breakpoint
UPDATE "grades" SET "summary" = ("summary" - 'sums') || jsonb_build_object('needsPerson',
  ("summary" ->> 'needsPerson')::boolean AND EXISTS (
    SELECT FROM "criterion_verdicts" WHERE "grade_id" = "grades"."id" AND "needs_person"
  ))
WHERE "summary" ? 'sums';

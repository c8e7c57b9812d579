ALTER TABLE "appeals" ADD COLUMN "own_verdict" "verdict";--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_own_verdict" CHECK ("appeals"."own_verdict" in ('met', 'partial'));
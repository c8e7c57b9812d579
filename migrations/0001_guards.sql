-- Published versions and the audit log are history: nothing may rewrite them.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are immutable', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER problem_versions_immutable BEFORE UPDATE OR DELETE ON "problem_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER rubric_versions_immutable BEFORE UPDATE OR DELETE ON "rubric_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON "audit_log"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What was submitted stays as it was: answers and drawing change only while the attempt is open.
CREATE FUNCTION refuse_after_submit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM attempts WHERE id = NEW.attempt_id AND status <> 'in_progress') THEN
    RAISE EXCEPTION 'attempt % is submitted', NEW.attempt_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER answers_frozen BEFORE INSERT OR UPDATE ON "answers"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();
--> statement-breakpoint
CREATE TRIGGER scene_elements_frozen BEFORE INSERT OR UPDATE ON "scene_elements"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();

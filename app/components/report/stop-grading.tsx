import { Form, useNavigation } from "@remix-run/react";
import { Button } from "../ui/button";

/** Stops a grading that a model at home may take an hour for. What it has answered is kept. */
export function StopGrading({ className }: { className?: string }) {
  const isPending = useNavigation().formData?.get("intent") === "stop";
  return (
    <Form method="post" className={className}>
      <input type="hidden" name="intent" value="stop" />
      <Button type="submit" isPending={isPending}>
        Stop
      </Button>
    </Form>
  );
}

import { Form } from "@remix-run/react";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog } from "~/components/ui/dialog";

/** Taking an answer out, after a question; it can be put back from the draft's page. */
export function RemoveAnswer(props: { name: string; baseHash: string }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="danger" className="ml-auto" onClick={() => setIsAsking(true)}>
        Remove it
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Remove “${props.name}”?`}
        description="Rubrics are no longer tested on it. You can restore it on the draft’s page."
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep it</Button>
            <Form method="post">
              <input type="hidden" name="name" value={props.name} />
              <input type="hidden" name="baseHash" value={props.baseHash} />
              <Button type="submit" name="intent" value="remove" variant="danger">
                Remove it
              </Button>
            </Form>
          </>
        }
      />
    </>
  );
}

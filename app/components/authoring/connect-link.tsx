import { TextLink } from "~/components/ui/text-link";

/** The way out for authors whom no judge here can serve; a new tab, since what is typed isn't saved. */
export function ConnectLink() {
  return (
    <p className="mt-2">
      <TextLink to="/settings/connect" target="_blank" look="strong">
        Connect a model
      </TextLink>{" "}
      (opens in a new tab)
    </p>
  );
}

import type { OpenSpending } from "#domain/settings/open-spending";
import { Callout } from "~/components/ui/callout";
import { TextLink } from "~/components/ui/text-link";

const TITLES: Record<OpenSpending, string> = {
  no_limit: "Nothing limits what strangers can spend",
  no_price: "No limit can count what strangers spend",
};

/** To admins: anyone can sign up and use a model that costs, or may cost, money. */
export function OpenSpendingNote(props: { open: OpenSpending; linkTo?: string }) {
  return (
    <Callout tone="warn" title={TITLES[props.open]} className="mb-5">
      <p>
        {props.open === "no_limit"
          ? "Anyone can sign up here, and the model that grades costs money. Set a limit per day, or have an operator close sign-up (SIGNUP=invite)."
          : "Anyone can sign up here, and the price of the model that grades is unknown. If it costs money, set a limit with its provider, or have an operator close sign-up (SIGNUP=invite)."}
      </p>
      {props.linkTo !== undefined && (
        <p className="mt-1">
          <TextLink to={props.linkTo}>Settings</TextLink>
        </p>
      )}
    </Callout>
  );
}

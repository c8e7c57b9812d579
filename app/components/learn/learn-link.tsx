import { Link } from "@remix-run/react";

/** The line above a title that leads back to the study map. */
export function LearnLink() {
  return (
    <Link to="/learn" className="hover:text-ink underline underline-offset-2">
      Learn
    </Link>
  );
}

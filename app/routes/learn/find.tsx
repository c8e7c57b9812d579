import type { LoaderFunctionArgs } from "@remix-run/node";
import { listProblems } from "#server/problems/list-problems";
import { searchProblems } from "#server/search/search-problems";
import { searchTopics } from "#server/search/search-topics";
import { listFoundTopics } from "#server/study/list-study-map";
import { pickFound, readSearch } from "~/lib/read-search";

const MAX_OF_A_KIND = 5;

/** What a query finds for the command palette: the first problems and the first topics. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readSearch(new URL(request.url).searchParams);
  if (query === "") return Response.json({ query, problems: [], topics: [] });
  const [problems, found] = await Promise.all([
    listProblems(context.db, null),
    searchProblems(context.db, query),
  ]);
  const topics = listFoundTopics(context.study, searchTopics(context.study, query));
  return Response.json({
    query,
    problems: pickFound(problems, found).slice(0, MAX_OF_A_KIND).map(toLine),
    topics: topics.slice(0, MAX_OF_A_KIND).map(toLine),
  });
}

function toLine({ slug, title }: { slug: string; title: string }) {
  return { slug, title };
}

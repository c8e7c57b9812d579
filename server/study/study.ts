import type { YamlSource } from "../content/yaml-source";
import type {
  LensesHead,
  MisconceptionsHead,
  TopicHead,
  TrackHead,
} from "#domain/study/study.schema";

/** A page of `study/`: its YAML head, the Markdown below, and where its fields stand in the file. */
export type StudyFile<Head> = { head: Head; body: string; bodyLine: number; source: YamlSource };

export type Topic = StudyFile<TopicHead> & { slug: string };
type Track = StudyFile<TrackHead> & { slug: string };

/** A figure of a lesson, drawn: markup without scripts or addresses. */
export type StudyFigure = {
  file: string;
  svg: string;
  /** Python that prints the values it was given, series by series; null where nothing but they are known. */
  program: { code: string; given: readonly (readonly number[])[] } | null;
};

/** All of `study/`, topics and tracks in the order of slugs, figures by their names. */
export type Study = {
  topics: ReadonlyMap<string, Topic>;
  figures: ReadonlyMap<string, StudyFigure>;
  tracks: ReadonlyMap<string, Track>;
  lenses: StudyFile<LensesHead>;
  misconceptions: StudyFile<MisconceptionsHead>;
};

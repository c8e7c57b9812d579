/** What an answer gets on this server: a model's grade, the offline estimate, or only its candidate's own marks. */
export type Prospect = "grade" | "estimate" | "own_marks";

/** A note in the margin: where it would like to stand, and how much room it takes, in px. */
export type NoteBox = { id: string; wantedTop: number; height: number };

/**
 * Places notes beside their sentences without letting them overlap: each as close to its wanted
 * place as the ones above allow, and a crowd is moved up together rather than only down, so that
 * its middle note stays near its sentence.
 *
 * @param notes in any order; equal wanted places keep the order given
 * @param gap px between two notes
 * @returns top of each note by id, none above 0, and the height they need in all
 */
export function placeNotes(
  notes: NoteBox[],
  gap: number,
): { tops: Map<string, number>; height: number } {
  const ordered = [...notes].sort((a, b) => a.wantedTop - b.wantedTop);
  const crowds: { notes: NoteBox[]; top: number; height: number }[] = [];
  for (const note of ordered) {
    let crowd = { notes: [note], top: Math.max(0, note.wantedTop), height: note.height };
    for (;;) {
      const above = crowds.at(-1);
      if (!above || above.top + above.height + gap <= crowd.top) break;
      crowds.pop();
      crowd = join(above.notes.concat(crowd.notes), gap);
    }
    crowds.push(crowd);
  }
  const tops = new Map<string, number>();
  for (const crowd of crowds) {
    let top = crowd.top;
    for (const { id, height } of crowd.notes) {
      tops.set(id, top);
      top += height + gap;
    }
  }
  const last = crowds.at(-1);
  return { tops, height: last ? last.top + last.height : 0 };
}

/** Notes that touch stand as one block, at the mean of the places that would suit each of them. */
function join(notes: NoteBox[], gap: number): { notes: NoteBox[]; top: number; height: number } {
  let offset = 0;
  let sum = 0;
  for (const note of notes) {
    sum += note.wantedTop - offset;
    offset += note.height + gap;
  }
  return { notes, top: Math.max(0, sum / notes.length), height: offset - gap };
}

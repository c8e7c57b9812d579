import { DEMO_ADDRESS_END } from "../../accounts/demo-address";
import type { Role } from "#domain/accounts/roles";
import type { DbOrTx } from "../../db/client";
import { createDice } from "./dice";
import { insertRows } from "./insert-rows";

export type DemoPerson = {
  id: string;
  role: Role;
  /** 0–1: what their answers are worth. */
  skill: number;
};

const FIRST =
  "Ada Bilal Chidi Dana Emre Farah Goran Hana Ines Jonas Keiko Luca Mina Noor Otis Priya Quinn Rosa Sami Tove Uma Viktor Wen Ximena Yara Zoltan".split(
    " ",
  );
const LAST =
  "Abe Berg Costa Diallo Ekström Fofana Gruber Haddad Ivanova Jansen Kaya Lindqvist Mbeki Novak Okafor Petrov Quist Rossi Silva Tanaka Ueda Varga Weber Xu Yilmaz Zeman".split(
    " ",
  );
const REVIEWERS = 6;
const ADMINS = 2;
const DAY_MS = 24 * 60 * 60_000;

/** Accounts that no password opens, with addresses that no mail reaches. */
export async function seedPeople(
  db: DbOrTx,
  order: { seed: number; candidates: number; until: Date },
): Promise<DemoPerson[]> {
  const dice = createDice(order.seed, "people");
  const roles: Role[] = [
    ...Array.from({ length: ADMINS }, () => "admin" as const),
    ...Array.from({ length: REVIEWERS }, () => "reviewer" as const),
    ...Array.from({ length: order.candidates }, () => "candidate" as const),
  ];
  const people = roles.map((role, index) => {
    const name = `${dice.pick(FIRST)} ${dice.pick(LAST)}`;
    const address = name
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z ]/g, "")
      .replace(" ", ".");
    return {
      id: dice.uuid(),
      role,
      name,
      skill: dice.random(),
      email: `${address}.${index + 1}${DEMO_ADDRESS_END}`,
      created_at: new Date(order.until.getTime() - dice.between(90, 200) * DAY_MS).toISOString(),
    };
  });
  await insertRows(
    db,
    "users",
    people.map(({ skill: _, ...row }) => ({ ...row, extra_time_percent: 0 })),
  );
  return people.map(({ id, role, skill }) => ({ id, role, skill }));
}

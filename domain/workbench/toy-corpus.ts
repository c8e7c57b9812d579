/** Titles are unique and name the passage. */
export type Passage = { title: string; text: string };

/** `grades` from 1 to 3 by title; whatever isn't named is irrelevant. */
type GradedQuery = { text: string; grades: Readonly<Record<string, number>> };

/** A shop's help center, small enough to read. */
export const PASSAGES: readonly Passage[] = [
  {
    title: "Refund times",
    text: "Refunds reach your card within five business days after we receive the return.",
  },
  {
    title: "Start a return",
    text: "To return an item, open your orders, choose the item and print the label.",
  },
  {
    title: "Return window",
    text: "You can return most items within 30 days of delivery. Worn items are not accepted.",
  },
  {
    title: "Money back on a credit card",
    text: "Your bank may need three more days to show the money on your credit card.",
  },
  {
    title: "Track a parcel",
    text: "Open your orders to track a parcel. The tracking number arrives by email.",
  },
  {
    title: "Late delivery",
    text: "If a parcel is two days late, contact us and we ask the carrier where it is.",
  },
  {
    title: "Change an address",
    text: "You can change the delivery address until the parcel leaves our warehouse.",
  },
  {
    title: "Cancel an order",
    text: "Cancel an order within one hour of paying. After that, refuse the parcel or return it.",
  },
  {
    title: "Forgotten password",
    text: "Forgot your password? Ask for a reset link on the login page. It works for one hour.",
  },
  {
    title: "Locked account",
    text: "After five wrong passwords an account is locked for one hour. Support can unlock it sooner.",
  },
  {
    title: "Card declined",
    text: "If your card is declined, check the limit with your bank or pay by invoice.",
  },
  {
    title: "Gift cards",
    text: "Gift cards can pay for any order. They are not refunded in money.",
  },
];

export const QUERIES: readonly GradedQuery[] = [
  {
    text: "When do I get the money for my return?",
    grades: { "Refund times": 3, "Money back on a credit card": 2, "Return window": 1 },
  },
  {
    text: "Where is my parcel? It is late",
    grades: { "Late delivery": 3, "Track a parcel": 3, "Change an address": 1 },
  },
  {
    text: "I can’t log in to my account",
    grades: { "Forgotten password": 3, "Locked account": 3 },
  },
  {
    text: "How do I cancel my order and pay nothing?",
    grades: { "Cancel an order": 3, "Start a return": 1, "Refund times": 1 },
  },
];

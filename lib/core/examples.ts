/** Questions offered on the first page; the demo provider has a carefully written script for each. */
export type Example = {
  topic: string;
  question: string /** A follow-up the demo also knows. */;
  followUp: string | null;
};

export const examples: readonly Example[] = [
  {
    topic: "Economics",
    question: "Carbon tax or cap-and-trade: where do economists disagree, and what did the EU ETS price do in 2023?",
    followUp: "If a country already has an emissions cap, does adding a national coal phase-out still cut emissions?",
  },
  { topic: "Medicine", question: "Does creatine help people over 60 keep muscle and memory?", followUp: null },
  { topic: "Law", question: "Can a contract that bans oral changes be changed by word of mouth?", followUp: null },
  { topic: "Engineering", question: "SQLite or Postgres for one node with 200 writes a second?", followUp: null },
  { topic: "Work", question: "Does a four-day week cut output?", followUp: null },
  { topic: "Energy", question: "Do heat pumps work in old, poorly insulated houses?", followUp: null },
];

/** Takes note of any curveball and handles none. */
export const BRUSHED_OFF =
  "We take note of the change. It will be discussed with everybody involved, and then the design is adapted where that is necessary.";

/** How a candidate might handle each curveball, by problem and criterion, in words that are not the rubric's. */
export const HANDLINGS: Record<string, Record<string, string>> = {
  "rag-customer-support": {
    "binding-statements":
      "Because of the ruling, anything about tariffs or notice periods there never reaches free text: a classifier up front picks it out, and the customer gets a verbatim sentence that legal signed, or a human agent.",
  },
  "llm-inference-serving": {
    "daytime-documents":
      "The customs documents come by day now. 252k of them in three hours is 23/s; at our load that needs 8 more replicas, so 16 GPUs that used to be idle until night.",
  },
  "recommendation-feed": {
    "without-profile":
      "Whoever opts out of profiling is fed from popular, nearby and newest items only, and the one ranker gets masked member features for them.",
  },
  "agent-platform-mcp": {
    "hold-and-call-back":
      "Within the hour: every payment to that carrier is put on hold by a gateway rule, and we disable write access of the portal server.",
  },
  "code-completion": {
    "rare-trigger":
      "Edits elsewhere in the file are predicted only on an event: somebody accepts a completion, saves, or jumps. I expect that to be one request in ten.",
    "edit-reading":
      "Load of the far edits: 69 of them a second times 5.2k tokens is 359k tokens/s if everything is read cold. Our completions need less than that today, so we route them to the GPU that has the file cached.",
  },
  "content-moderation": {
    "sign-in-context":
      "Nearest neighbours of known examples give candidates for the banned symbol. Each one goes to a VLM together with its caption, because satire or a museum post is legal; what it isn't sure about is seen by a moderator, until then it is hidden.",
    "most-viewed-first":
      "For the archive we begin with what gets looked at: sort the 40M pictures by impressions of the last month, do the hot ones by noon, the long tail takes three days.",
  },
  "distributed-training-70b": {
    "fewer-replicas":
      "Three pods are 768 GPUs. TP and PP don't change, so DP shrinks from 30 to 23 and we accumulate more micro-batches to hold the global batch constant.",
    "tokens-left":
      "Remaining after day 40: 5T minus 2.05T, that is 2.95T tokens. With three quarters of the speed, 57B a day, that's 52 days, so we finish around day 92 with a week in hand.",
  },
  "fine-tuning-platform": {
    "what-falls-with-it":
      "Query the registry for everything whose parent is the withdrawn model: Carniola, Penfold's SFT and DPO stages, Wagebook, and 14 of the small runs. Cubby isn't affected.",
    "rendered-anew":
      "Since examples are stored as plain text, we re-render them with the new template and count tokens again. Preference pairs are off-policy for the new model, so we sample new drafts.",
  },
  "llm-evaluation-platform": {
    "both-judges":
      "First the incoming judge rates everything our travel advisers have labelled, so we have its kappa within days. Then it regrades the archive in parallel to the outgoing one while that still works.",
    "one-change-at-a-time":
      "During the change of the judge I freeze model changes in all features. We mark a break in the curve; a score from before isn't comparable with one from the replacement judge.",
  },
  "llm-gateway-cost-control": {
    "key-of-its-own":
      "Give the bank a dedicated KMS key and partition. To erase it we shred the key, and whatever sits in backups turns into noise inside 24 hours.",
    "proof-of-deletion":
      "For the proof we seed canary records under that bank beforehand. After the purge we query every store for them, traces and eval sets too, and the report lists row counts from before and after with zero hits.",
  },
  "llm-search-engine": {
    "links-but-no-text":
      "At crawl time we parse the tag into a column on the document. It still ranks and is linked as always, but the step that picks passages for the summary filters it out.",
    "answers-that-lean-on-it":
      "We keep a reverse index from URL to cached answers. Once a site opts out through the tag, all entries that quote it are invalidated.",
  },
  "long-context-hybrid-serving": {
    "back-before-the-mail":
      "You can't take one email out of an SSM state. So we pause the matter, restore the checkpoint taken at 39k and prefill again from there with the email cut out, roughly a minute on two GPUs.",
    "nothing-left-of-it":
      "We keep a manifest: each cached state stores hashes of the documents it was computed from. After the order I list all states and chat sessions that contain the email's hash, delete them, and show the court the count at zero.",
  },
  "multimodal-document-understanding": {
    "bar-set-anew":
      "The new version runs in shadow on Monday's traffic and over all keyed papers. Only from those results do I calibrate a new threshold per slice, and until that's done nothing it extracts is passed unseen.",
    "hours-of-caution":
      "Price of the caution: with the bar closed for the replacement, about 30k extra receipts need a clerk at 21 s, so 175 hours until the 30th.",
  },
  "reasoning-model-routing": {
    "dearer-not-cheaper":
      "Careful: 60% longer thinking at a 25% lower token price multiplies to 1.2, so the new Delver is a fifth dearer per answer and also slower.",
    "curve-measured-anew":
      "Before anybody moves, I rerun our 2k labelled questions on both versions with the budgets we use, 8k for combinations, as the 87 was measured unbounded.",
  },
  "text-to-sql-analytics": {
    "two-definitions":
      "In the semantic layer net revenue gets effective dates: the old definition until 30 September, and a new version afterwards. When someone's range straddles the date, the numbers come side by side with a note that they can't be compared.",
    "checks-before-monday":
      "The migration PR triggers our golden questions in CI on Saturday, so the 130 renames show up as red there. What is still red on Sunday gets refused for Poland, with an explanation.",
  },
  "voice-agent": {
    "seats-for-the-state":
      "On Monday from 8 to 9 that state brings 924 calls. Suppose 20% ask: 185 calls × 4.2 minutes keep 13 agents occupied, and because the limit is per caller I'd reserve 18 seats at the hub.",
    "share-within-a-minute":
      "New SLO for the state: percentage of those who asked for a human and were connected within a minute. Scheduled callbacks don't count as success.",
  },
};

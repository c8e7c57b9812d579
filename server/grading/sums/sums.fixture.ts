/**
 * Sums as people write them. In brackets stands the result: first the right one, then wrong ones,
 * each more than 5 % or a power of ten off.
 */
export const SUMS = `
$0.096 × 682,000 calls = $[65,500|655,000|48,000] a month
Telephone bot: $0.096 a call × 682,000 calls a month is [$65.5k|$655k|$6.5k] a month.
16 B/param, 70e9 × 16 = [1.12|11.2|2.4] TB
Weights and optimizer: 70B parameters × 16 bytes = [1.12 TB|112 GB|1.9 TB].
197 KB × 300K = [59 GB|590 GB|59 MB|42 GB]
60k*4/86400 ≈ [2.8|28|5.6]/s
60k*4/86400 ≈ [3|30|5]/s
12 % of 4,200 = [504|5,040|350]
12% of 4,200 requests are [504|50|604].
| KV per token | 2 × 80 × 8 × 128 × 2 B | [327,680 B|32,768 B|163,840 B] |
| KV per token | 2 × 80 × 8 × 128 × 2 B = [327,680|3,276,800|227,680] B | fp16 |
| Requests a second | 1,200,000 × 0.14 / 3,600 | [46.7|467|93] |
- KV per token: 2 × 80 × 8 × 128 × 2 B = [328 kB|3.28 MB|128 kB]
- Peak: 240k × 14% / 3,600 = [9.3|93|14] turns/s
Chat: 14M × 60% / 3 hours = about [778|7,780|2,333] messages per second.
Helm reads 9.3 turns/s × 5,500 tokens = [51,150|5,115|61,150] prompt tokens/s.
9 × 820 × 3 min × 1.2 = [443|44|739] hours
The step moves (64 GB weights + 2 × 24 GB cache) / 6.72 TB/s = [17 ms|170 ms|27 ms].
With c = 3, 1 − 0.8³ = [49%|4.9%|67%]
1 + .72 + .72² + .72³ + .72⁴ = [2.88|28.8|3.4] tokens per step
sqrt(2 × 4 × 62,400) = [706|7,060|499] s
√(0.84 × 0.16 / 200) = [2.6|26|3.9] points
Monday: 15% of 44,000 = [6,600|66,000|5,600] calls between eight and nine
40 × 60/4.2 = [571|5,710|457] calls per hour
1.2M calls a day = [13.9|139|1.39]/s
1.2 million calls per day / 86,400 = [14|140|21] per second
1.2M calls/day ÷ 24 h = [50k|500k|65k] calls/hour
10M / 100k s = [100|1,000|150] QPS
500 million × 2 KB comes to [1 TB|10 TB|100 GB|2 TB]
500 million rows times 2 kB makes [1 TB|1 PB|1.4 TB]
8 × 80 GB is [640|6,400|560] GB
8x80GB=[640GB|64GB|800GB]
8*80*0.9=[576|5760|640]
40 Gbit/s / 8 = [5|50|8] GB/s
10 Gbps × 60 s = [75|750|95] GB
400 GB / 25 GB/s = [16 s|160 s|22 s]
140 GB over a 10 GB/s link: 140 GB / 10 GB/s = [14 s|1.4 s|20 s]
1 TB / 200 MB/s = [5,000 s|500 s|8,000 s]
5,000 s = [83 min|8.3 min|830 min]
3.1e6 s = [36 days|360 days|3.6 days]
2.1e24 FLOPs / (1,024 × 400 TFLOPS) = [59 days|590 days|78 days]
6 × 70e9 × 5e12 = [2.1e24|2.1e23|4.2e24]
3 × 10^8 × 10⁴ = [3 × 10^12|3 × 10^11|5 × 10^12]
2^20 = [1,048,576|104,857|2,048,576]
100k DAU * 20 msgs = [2M|20M|2.8M] msgs/day
2M msgs/day => [23|230|2.3] msg/s
100 requests/s × 200 ms = [20|200|35] concurrent requests
0.2 s × 50/s = [10|100|16] in flight
By Little's law 37.5 per second times 0.8 s gives [30|300|45] at a time
5 nodes × 8 GPUs × $2.5/h × 730 h ≈ $[73,000|7,300|98,000]/month
5 nodes × 8 GPUs × $2.5/h × 730 = $[73k|730k|51k] a month
1,024 GPUs × $2.20 × 24 = [$54k|$540k|$81k] per day
34 GPUs at $3.20 an hour for 720 h = [$78k|$780k|$58k]
€0.02 × 50,000 = [€1,000|€100|€1,500]
120 × 0.5 ¢ = [$0.60|$6.00|$0.90]
3 cents × 2 million = [$60,000|$600,000|$45,000]
300,000 tokens × $3 / 1M = [$0.90|$9.00|$1.30]
2M tokens × $3 per million = [$6|$60|$9]
(2,660 × 0.25 + 60 × 1) / 1M = [$0.000725|$0.00725|$0.00095]
(1,200 × $3 + 300 × $15) / 1,000,000 = [$0.0081|$0.081|$0.0131]
$0.0003 per answer × 9M answers a day = [$2,700|$27,000|$3,700] a day
$109 a day × 30 = [$3,270|$32,700|$4,270] a month
9,000 questions a day × 22 = [198,000|1,980,000|298,000] questions a month
So 7.2 million ÷ 30 = [240,000|24,000|340,000] per day
50 k€ / 12 = [€4,167|€417|€6,167]
1.5 KB * 86400 * 1000 = [130 GB|1.3 TB|180 GB] per day
p95 ≈ 55 + 20 + 190 + 35 → [300|250|3,000] ms
22 (features) + 14 (ANN) + 48 (ranker) + 6 (re-rank rules) = [90|120|900] ms
7M events × 2.2 KB = [15.4 GB|15.4 MB|15.4 TB] per day
6.55M params x 2 bytes = [13.1 MB|13.1 GB] per tenant
1.6B pages × 45 KB → [72 TB|72 GB] raw
1,000 writes/s × 1.5 KB = [1.5 MB/s|15 MB/s|2.5 MB/s]
12 TB × 3 replicas = [36 TB|3.6 TB|48 TB]
1e9 vectors × 768 × 4 bytes ≈ [3 TB|30 TB|4.6 TB]
1.2 billion × 768 dims × 1 byte = [0.92 TB|9.2 TB|1.4 TB]
240M pages × 384 bytes = [92 GB|920 GB|132 GB], on flash
150 + 300 + 50 = [500 ms|5,000 ms|600 ms]
150 ms + 300 ms + 50 ms = [0.5 s|5 s|0.7 s]
700 − 280 = [420|42|520] ms sooner
103,500 − 18,500 = [85,000|8,500|95,000] tokens
45 + 120 + 380 + 60 → [605 ms|6,050 ms|60 ms]
2 × 500 GB → [1 TB|10 TB|1.5 TB]
99.9% × 99.9% = [99.8%|9.98%|89.8%]
24 × 365 × 0.001 = [8.8 h|88 h|12 h]
30 × 24 × 60 × 0.001 = [43 min|430 min|60 min]
4/26 = [15%|1.5%|25%]
22,707 / (22,707 + 173,748) × 100 = [11.6|1.16|16.6] percent
half of 3,000 is [1,500|150|2,500]
two thirds of 900 = [600|60|700]
½ × 3,000 = [1,500|15,000|2,500]
2½ hours × 60 = [150|1,500|180] minutes
3 times 4 is [12|120|14]
20 times 30 makes [600|6,000|700]
4,200 divided by 12 gives [350|3,500|420]
4,200 over 12 = [350|35|420]
1,000 × 1 000 = [1_000_000|100_000|1_200_000]
1'200'000 / 400 = [3'000|30'000|4'000]
2,500,000 / 3,600 ≈ [694|6,940|894]
10,5 × 4 = [42|420|52]
$[65,472|654,720|45,472] = $0.096 × 682,000
96 GPUs is what 12 nodes × 8 give: 12 × 8 = [96|960|84]
KV per token is 163,840 B. × 300,000 tokens = [49 GB|490 GB|69 GB] a session.
60k users × 4 = 240k a day, / 86,400 = [2.8|28|4.8] per second
1,000 writes/s × 1.5 KB = 1.5 MB/s, × 86,400 = [130|13|190] GB/day
26.4k / 3,800 devs = [$6.94|$69.4|$9.94]
44,000 × 0.15 = 6,600 calls × 3 min / 60 = [330|33|430] lines
200 users × 3 requests each is [600|6,000|800] requests a day
Traffic: 2,400,000 users × 3 requests each is [7,200,000|720,000|9,200,000] requests a day
Model cost: $0.005 per request × 6,000 requests a day is $[30|300|45] a day
The cache holds 77 turns × 5,850 tokens × 164 KB, i.e. [74 GB|740 GB|104 GB]
7 × 24 = [168|1,680|148] hours
20 GPUs × 16 h × 30 days comes to [9,600|96,000|12,600] GPU-hours
24 GPUs × 720 h = [17,280|172,800|27,280] GPU hours
2,278 GPU hours × $2.20 = $[5,012|50,120|7,012]
600,000 receipts × 21 s = [3,500|35,000|4,500] hours
130 cases × 17 s / 15 at once = [147 s|1,470 s|247 s]
472 × 1299 / (28 × 28) = [782|7,820|982]
28 layers × 2 × 4 × 128 × 2 = [57,344|573,440|37,344] bytes
3M × 30 × 0.05 = [4.5M|45M|6.5M]
5 TB/day × 365 = [1.8 PB|18 PB|2.8 PB] a year
10 MB/s × 1 day = [864 GB|86.4 GB|1.2 TB]
300 QPS × 40 ms = [12|120|18] busy workers
1M tok/s / 24k tok/s per GPU = [42|420|62] GPUs
80 GB × 0.9 − 35 GB = [37 GB|370 GB|47 GB]
(80 − 16) / 0.4 = [160|1,600|190]
100–200 × 5 = [500–1,000|5,000–10,000]
Storage: 2 kB × 50M a day × 90 days ≈ [9 TB|90 TB|13 TB]
that's 15 × 8 = [120|1,200|140] people
\`0.4 × 31 = [12.4|124|22.4]\` running at once
**8 × 1.5 = [12|120|15]** replicas
$4.10 × 8 × 9 h = $[295|2,950|395]
`;

/** More right ones, in other words. */
export const RIGHT_SUMS = `
30M DAU × 5 views = 150M views/day → ~1,700 QPS
Peak QPS = 1,700 × 3 = 5,100
150M / 86.4k = 1,736
7B params × 2 bytes/param = 14GB
14 GB / 24 GB/s ≈ 0.58 s
$2.50/M tokens × 1.2B tokens/month = $3,000/month
1.2B tokens a month at $2.50 per million comes to $3,000
4 × A100 at $1.80/h × 730 h = $5,256
2,000 tokens in × $0.15/M = $0.0003
(2k × 0.15 + 500 × 0.60) / 1e6 = $0.0006
0.6 cents × 1M requests = $6k
1 − 0.95^20 = 64 %
0.95^20 ≈ 0.36
availability 0.999 × 0.999 × 0.9995 = 0.9975
10,000 docs × 3 chunks × 1,536 × 4 B ≈ 184 MB
10 000 docs * 3 * 1536 * 4 bytes = 0.18 GB
5 min × 60 = 300 s
3 h = 180 min
3 h = 10,800 s
1 day = 86,400 s
2 weeks is 14 days
2.6 M seconds in a month, so 100M / 2.6M = 38 a second
25 ms + 80 ms + 300 ms + 45 ms = 450 ms total
p95: 25 + 80 + 300 + 45 = 450
retrieval (80) + rerank (60) + generation (700) = 840 ms
3 replicas × (8 + 4) GB = 36 GB
1,000 users x 20 KB = 20 MB
12 months × $9k = $108k
$108k a year / 12 = $9k a month
$1.2M / 300k users = $4 per user
$30k ÷ 10M = 0.3 cents each
20 TB × $0.023/GB = $460 a month
20 TB at 2.3 cents per GB makes $460 per month
100k × 1% = 1,000 errors
0.1 % of 2 million a day is 2,000 a day
1,440 minutes × 50 req/min = 72k
8 bits × 7B = 7 GB
70e9 params × 0.5 byte = 35 GB
3.5 GB × 20 = 70 GB < 80 GB
2 * 7e9 * 1000 = 1.4e13 FLOPs, / 312e12 = 45 ms
6ND = 6 × 7e9 × 1.4e11 = 5.9e21 FLOPs
5.9e21 / (312e12 × 0.4 × 64) = 7.4e5 s ≈ 8.6 days
64 GPUs × 8.6 days × 24 = 13,200 GPU-hours
100 concurrent × 2k tokens × 0.5 MB = 100 GB
batch 32 × 4,096 = 131,072 tokens
32 × 4k tokens ≈ 131k tokens
twelve times five is sixty
fifty users times three requests gives one hundred and fifty requests
50 % + 30 % = 80 %
100 − 12 = 88 percent
20/80 → 25 %
1 in 50 of 10,000 is 200
4.2 billion tokens ÷ 500 tokens per doc = 8.4M docs
1 TB/day ÷ 86,400 s = 11.6 MB/s
11.6 MB/s × 8 = 93 Mbit/s
10 Gbit/s = 1.25 GB/s
2 KB/event × 5k events/s × 3600 × 24 × 30 = 26 TB per month
per month: 2 KB × 13 billion = 26 TB
16 × 2 × 8192 × 128 × 2 bytes ≈ 67 MB
Little: L = λW = 200/s × 1.5 s = 300
300 / 16 = 18.75 → 19 replicas
(300 + 20 %) / 16 = 22.5
300 × 1.2 / 16 ≈ 23 replicas
1/0.85 = 1.18
15 × $0.50 + 3 × $2 = $13.50
5 + 5 = 10; 10 × 3 = 30
We label 500 a week for $0.80 each: 500 × $0.80 = $400/week
24 h × 3600 s/h × 10 = 864,000
sqrt(0.5*0.5/400) = 0.025 → ±5 %
1.96 × √(0.25/400) = 0.049
200 requests per second for 8 hours is 5.76 million requests
200 requests per second over 8 hours makes 5.76 million requests
3,000 rps × 250 ms = 750 in flight, 750/50 = 15 pods
128 GB ÷ 1.5 GB = 85 sessions
85 % × $12,000 → $10.2k saved
1.5× 400 = 600
1.5x of 400 is 600
`;

/** Sentences that hold figures and no sum, or one that can't be followed: nothing here is wrong. */
export const NO_SUMS = `
We run 3 × 8 GPUs, so 4 nodes are spare.
8 × H100 is enough for the 70B model.
2 × 80 GB is plenty for 70 GB of weights.
Helm 2% → 20% → all, over a week.
p50/p95 is 200/500 ms, so 3 s is the timeout.
The service is up 24/7 and 99.9 % is the target.
Day 1 = 3 × 8 GPUs, day 30 = 12 × 8 GPUs.
Option 2 = 4 × 80 GB.
Top-k = 50, then rerank to 10.
We keep k = 60 and temperature = 0.2.
LoRA with r = 16 and alpha = 32 on all layers.
The limit is 10 requests per second per user, 100 per tenant.
At $3 and $15 per million tokens it is $0.135 a task.
With 14% in the peak hour this is busy.
Latency: gateway 25 ms, retrieval 120 ms, rerank 65 ms.
Acceptance is 31% at 300 ms, 27 at 400, 21 at 500, so 100 ms is worth four to six points.
Chunks of 400 tokens with 50 overlap are embedded with 768 dimensions.
A 70B model in FP16 takes 140 GB, in INT8 70 GB, in INT4 35 GB.
It is 3× faster than the 7B and 2x cheaper than GPT-4.
We go from 4 × 8 → 16 × 8 GPUs in the second month.
Version 2.1.3 runs on port 8080 and 10.0.0.1 answers.
From 9:00 to 17:30 traffic is 5 times the mean.
Each node has 8 GPUs with 80 GB each, connected at 900 GB/s.
Of 300 million users 60 million are active, which is 5 million more than last year.
HumanEval: 156 of 164 against 152 of 164.
In 2024 we had 12, in 2025 it was 40.
The SLO is 99.95 %, about 20 minutes a month.
One call in three goes to a carrier and takes 3,000 ms more.
1–2 % of requests fail, 3–5 % are retried.
There are 4 * 2 configurations to test, each 3 times.
We retry 3 times with 100 ms, 200 ms and 400 ms.
The model has 80 layers, 64 heads and 8 KV heads.
Batch 32 × 8 sequences, then decode.
A/B test at 50/50 for 14 days is what we need.
About 10 % of 5 regions is degraded on any day.
TP = 8, PP = 4, DP = 30 → 960 GPUs.
Use 3 of 5 replicas for quorum, i.e. 2 may fail.
At 100 QPS, 2 replicas are enough; at 500 it is 8.
The window is 128k, of which 8k is for output.
I would spend 2 × the budget, or 30 % more.
The cost is $2–3 per 1,000 calls, so $20 a day is possible.
If 5 % of 10 shards fail it is 3 minutes until they are back.
Recall@10 = 0.82, nDCG = 0.71, MRR is 0.64.
SLA: 99.9 % in the US / 99.5 % elsewhere is fine.
They answer 60 of 100 calls, 30 of them within 2 minutes.
We sample 1/100 of requests, so 5,000 a day are kept.
7 nodes of 8 GPUs, 2 spare, is what we rent for 30 days.
The 3 + 1 scheme is 4 people short on Mondays.
In phase 1 + 2 it is 3 weeks, phase 3 takes 10.
16 experts / 2 active is 8 times less compute per token.
KV heads 8 / 64 → GQA, 4 bits.
Precision 0.9 / recall 0.8 is the goal, F1 = 0.85.
A receipt of 472 × 1,299 px → 782 tokens.
Pages of 1654 × 2339 px are 4,934 tokens.
Resolution 1920×1080 is 3 tiles for the encoder.
A 4 × 4 grid is 3 levels deep.
Rows 10 + are archived after 30 days = cold tier.
We want < 300 ms, i.e. 200 ms of model time.
Scale to 2 × in 5 minutes, 4 × in 10.
Between 20 and 30 nodes are needed, 25 on average.
It takes 2 hours per week for 40 weeks, a full person.
Two in a hundred are wrong, which is 30 a day for us.
For every 100 tickets, 12 are urgent and 3 are lost.
It has 2 GB for 3 × 4 tables, so 100 MB is fine.
Cap: 5 × p99 is our timeout = 3 s.
Three times a day 40 jobs run for 5 minutes.
The top 1 % of 4,000 sellers makes 30 % of revenue.
12 of 50 are new, that is 5 more than in May.
We cut 30 % of $90k, which makes the CFO's target of $60k.
90 % × of the traffic is cached, so 10 nodes are enough.
The error is ±2.6 at n = 200, ±1.8 at n = 400.
6 answering + 2 reading pairs = 16 GPUs.
1.5 s × 2 in parallel = 1.5 s
4 replicas × 3 zones are 24 cards in all.
20 layers × 4 in flight = 23 GB on stage one.
34 × $510 = 17.3 on the bill.
Prices per million: 12k × 0.2 = 0.0024 dollars.
1,382 × 0.2 + 260 × 0.8 = $0.00048 each
196,000 flags + 21,000 reports is 14 times too many.
2.9 for prompts plus 126 / 64 = 2.0 for decoding
$0.034 for 8 points = 42 cents per extra right answer.
7 × layers × heads = 40 kB
10 × the load of May = 400 a second
n × 2 × 4 = 64 for our model
3 × faster = 2 × cheaper
Load is under 5 × 20 = 100 at most.
We need 2 × 3 < 10 slots.
`;

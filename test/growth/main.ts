import { reportGrowth } from "./report-growth";

console.log(JSON.stringify(await reportGrowth()));

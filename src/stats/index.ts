export { clusterBootstrapShift, seeded } from './bootstrap.js';
export { rateRatio, studentQuantile, studentTwoSided, type RateRatio, type Slice } from './frequencies.js';
export { median, medianInterval } from './medians.js';
export {
  fisherExact,
  neededForRates,
  neededForRatio,
  neededForShift,
  newcombe,
  type Proportion,
} from './proportions.js';
export { hodgesLehmann, mannWhitney, weigh, type RankTest, type Weighted } from './ranks.js';
export { wilson, type Interval } from './rates.js';
export { betaCdf, betaQuantile, binomialCdf, normalCdf, normalTwoSided } from './special.js';
export { mantelHaenszel, type StratifiedDifference, type Stratum } from './stratified.js';
export { kaplanMeierMedian, type Observation, type SurvivalMedian } from './survival.js';

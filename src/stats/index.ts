export { median, medianInterval } from './medians.js';
export { wilson, type Interval } from './rates.js';
export { betaCdf, betaQuantile, normalCdf } from './special.js';
export { kaplanMeierMedian, type Observation, type SurvivalMedian } from './survival.js';

export { TRANSACTIONS } from './measured';
export { pointsOf } from './points';
export {
  type FigureRank,
  type Placed,
  type RankingQuestion,
  rankByIndicator,
  rankByScore,
  type ScoreRank,
} from './ranking';
export { type AgencyScore, readScores, type ScoreSource } from './read';
export { type GroupScore, type Halves, type PartScore, type Score, scoreOf } from './score';

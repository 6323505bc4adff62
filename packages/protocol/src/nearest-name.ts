// The engine's own finder of the name that somebody probably meant.
export { didYouMean, nearestName } from "@kaizen/core";

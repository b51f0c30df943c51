import { chosenBoundaries } from "./crash/boundaries";
import { testCrashes } from "./crash/crash-tests";

testCrashes(chosenBoundaries);

import { otherBoundaries } from "@/e2e/crash/boundaries";
import { testCrashes } from "@/e2e/crash/crash-tests";

testCrashes(otherBoundaries);

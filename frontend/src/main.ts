// Says that the islands are ready; pages work without them, tests wait for this mark.
document.documentElement.dataset["ready"] = "true";

export {};

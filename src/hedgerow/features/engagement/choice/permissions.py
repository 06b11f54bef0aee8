"""What a member may be allowed to do about rounds of choice; names are stored, so never renamed."""

RUN_ROUNDS = "choice.round:run"
USE_NEEDS = "choice.need:use"  # priority by what people declared of themselves

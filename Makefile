PYTHON ?= python3

.PHONY: install run test check wheel bench lock messages
install run test check wheel lock messages:
	@$(PYTHON) dev.py $@
bench:
	@$(PYTHON) dev.py bench $(NAME)

"""Pages for evaluators: codes and answers, never who anyone is."""

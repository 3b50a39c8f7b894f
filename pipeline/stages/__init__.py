"""The verbs: one plain function a stage. Stages never import one another."""

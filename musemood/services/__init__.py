"""Qt objects without a face: they hold threads and emit signals."""

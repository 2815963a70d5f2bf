"""What an OCR misread: candidates, suspects, and how sure it is."""

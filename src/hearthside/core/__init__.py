"""What every room stands on; knows no word of peer support but policy's roles."""

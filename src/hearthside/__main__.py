from hearthside.cli.main import main

raise SystemExit(main())

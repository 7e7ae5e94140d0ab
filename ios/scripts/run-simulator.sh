#!/usr/bin/env bash
# The app on a simulator: makes the Xcode project, builds it, boots a phone, starts the app there. On a Mac, after
# `cargo xtask ios`. SIMULATOR names another phone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
phone=${SIMULATOR:-iPhone 16}
out=.build/xcode
xcodegen --quiet
xcodebuild -quiet -project Requite.xcodeproj -scheme Requite -configuration Debug \
  -destination "platform=iOS Simulator,name=$phone" -derivedDataPath "$out" build
xcrun simctl bootstatus "$phone" -b
xcrun simctl install "$phone" "$out/Build/Products/Debug-iphonesimulator/Requite.app"
xcrun simctl launch "$phone" app.requite.ios

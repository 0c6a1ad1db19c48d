# language: zh-CN
功能: 设置和豁免
  话术库旁边的 coach.yaml 说明怎么检查；有人担保的话可以豁免，写明原因和负责人。

  背景:
    假如 文件 "话术/合同.txt" 里写着 "依法我不能代办"

  场景: 不检查的准则，写在设置里就不报告
    假如 文件 "coach.yaml" 里写着 "ignore: [positive, respect, ownership]"
    当 运行 "coach check 话术"
    那么 退出码是 0

  场景: 命令行说了算
    假如 文件 "coach.yaml" 里写着 "fail-on: never"
    当 运行 "coach check 话术 --fail-on info"
    那么 退出码是 1

  场景: 写错了名字，会说在哪一行、是不是另一个
    假如 文件 "coach.yaml" 里写着 "fail-on: error\nignroe: [no-but]"
    当 运行 "coach check 话术"
    那么 退出码是 2
    而且 提示里有 "coach.yaml:2:1"
    而且 提示里有 "是不是 ignore？"

  场景: 某些文件可以用不同的设置
    假如 文件 "coach.yaml" 里写着 "overrides:\n  - {paths: 合同.txt, fail-on: never}"
    当 运行 "coach check 话术"
    那么 退出码是 0

  场景: 豁免的话不再报告
    假如 文件 "coach.yaml" 里写着 "select: [no-cannot]\nallowlist:\n  - {rule: no-cannot, text: 依法, reason: 法务要求, owner: 王老师}"
    当 运行 "coach check 话术"
    那么 退出码是 0
    而且 输出里有 "另有 1 处已豁免"

  场景: 豁免过了期，问题重新报告
    假如 文件 "coach.yaml" 里写着 "allowlist:\n  - {rule: no-cannot, text: 依法, reason: 法务要求, owner: 王老师, expires: 2020-01-31}"
    当 运行 "coach check 话术"
    那么 退出码是 1
    而且 提示里有 "1 条豁免已过期"

  场景: 每个设置从哪里来，看得到
    假如 文件 "coach.yaml" 里写着 "fail-on: error"
    当 运行 "coach config 话术/合同.txt"
    那么 退出码是 0
    而且 输出里有 "coach.yaml:1"

  场景: 第一份设置可以让教练来写，已有的不会动
    假如 运行过 "coach init"
    当 运行 "coach init"
    那么 退出码是 2
    而且 提示里有 "已经有了"

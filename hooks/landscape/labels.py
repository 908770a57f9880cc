"""Words of the interface in both languages; names and texts of entries are in the data."""

from __future__ import annotations

from typing import Literal, TypeAlias

from landscape.values import Text

Language: TypeAlias = Literal["zh", "en"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")

LOCALES: dict[Language, str] = {"zh": "zh", "en": "en"}
"""What ``<html lang>`` and ``hreflang`` say."""


def _texts(**words: tuple[str, str]) -> dict[str, Text]:
    return {key.replace("__", "."): Text(zh=zh, en=en) for key, (zh, en) in words.items()}


LABELS: dict[str, Text] = _texts(
    # kinds of entries
    models=("模型", "Models"),
    tools=("工具", "Tools"),
    techniques=("技术", "Techniques"),
    organisations=("机构", "Organisations"),
    licences=("许可证", "Licences"),
    families=("系列", "Families"),
    terms=("术语", "Terms"),
    pages=("页面", "Pages"),
    categories=("类别", "Categories"),
    model=("模型", "Model"),
    tool=("工具", "Tool"),
    technique=("技术", "Technique"),
    organisation=("机构", "Organisation"),
    licence=("许可证", "Licence"),
    family=("系列", "Family"),
    term=("术语", "Term"),
    page=("页面", "Page"),
    category=("类别", "Category"),
    # the explorer
    explore__plain=("这里是全部条目。筛选、排序和选列需要脚本，而浏览器没有运行脚本。", "These are all entries. Filtering, sorting and the choice of columns need scripts, which your browser does not run."),
    explore__filter=("按名称筛选", "Filter by name"),
    explore__filters=("筛选", "Filters"),
    explore__count=("{n} / {all} 个条目", "{n} of {all} entries"),
    explore__all=("共 {all} 个条目", "{all} entries"),
    explore__none=("没有条目符合所有条件。可以去掉上面的某个条件。", "No entry meets all conditions. Take one of them away above."),
    explore__clear=("清除全部", "Clear all"),
    explore__remove=("去掉条件：{what}", "Remove condition: {what}"),
    explore__columns=("列", "Columns"),
    explore__csv=("CSV", "CSV"),
    explore__json=("JSON", "JSON"),
    explore__download=("下载当前结果", "Download what is shown"),
    explore__from=("至少", "At least"),
    explore__to=("至多", "At most"),
    explore__any=("不限", "any"),
    explore__more=("再显示 {n} 行", "Show {n} more rows"),
    explore__every=("显示全部 {n} 个选项", "Show all {n} choices"),
    explore__narrow=("在“{label}”中查找", "Find in {label}"),
    explore__sort=("按“{label}”排序", "Sort by {label}"),
    explore__ascending=("升序", "ascending"),
    explore__descending=("降序", "descending"),
    explore__done=("查看结果", "Show results"),
    explore__failed=("筛选所需的数据没有加载成功，下面是最新的一部分条目；刷新页面可以重试。", "The data for filtering could not be loaded; these are the newest entries. Reload the page to try again."),
    explore__sized=("同一个规模同时满足", "met by one and the same size"),
    year=("年份", "Year"),
    current=("未见后继或停用", "No successor or end known"),
    # columns and facts
    name=("名称", "Name"),
    by=("机构", "Made by"),
    date=("日期", "Date"),
    released=("发布", "Released"),
    announced=("公布", "Announced"),
    paper=("论文", "Paper"),
    introduced=("提出", "Introduced"),
    published=("公布", "Published"),
    deprecated=("弃用", "Deprecated"),
    retired=("停用", "Retired"),
    discontinued=("停止维护", "Discontinued"),
    superseded_by=("后继", "Superseded by"),
    sizes=("参数量", "Parameters"),
    size=("规模", "Size"),
    total=("总参数", "Total"),
    active=("激活参数", "Active"),
    treatments=("训练版本", "Versions"),
    context=("上下文", "Context"),
    context__trained=("训练上下文", "Trained context"),
    context__configured=("配置上下文", "Configured context"),
    context__extended=("扩展上下文", "Extended context"),
    context__stated=("官方上下文", "Stated context"),
    context__output=("输出上限", "Output limit"),
    training_tokens=("训练词元", "Training tokens"),
    knowledge_cutoff=("知识截止", "Knowledge cutoff"),
    modalities__in=("输入", "Input"),
    modalities__out=("输出", "Output"),
    languages=("语言", "Languages"),
    language_count=("语言数", "Number of languages"),
    reasoning=("思考模式", "Reasoning"),
    tools_named=("官方推荐工具", "Runs with"),
    architecture=("架构", "Architecture"),
    openness=("开放性", "Openness"),
    weights_licence=("权重许可证", "Weights licence"),
    parts=("各部分的公开情况", "What was released"),
    part=("部分", "Part"),
    state=("状态", "State"),
    configuration=("配置", "Configuration"),
    layers=("层数", "Layers"),
    encoder_layers=("编码器层数", "Encoder layers"),
    width=("隐藏宽度", "Width"),
    heads=("注意力头", "Heads"),
    kv_heads=("键值头", "Key–value heads"),
    head_width=("头宽", "Head width"),
    ffn_width=("前馈宽度", "Feed-forward width"),
    vocabulary=("词表", "Vocabulary"),
    positions=("位置编码", "Positions"),
    attention=("注意力", "Attention"),
    normalisation=("归一化", "Normalisation"),
    activation=("激活函数", "Activation"),
    experts=("专家数", "Experts"),
    experts_active=("激活专家", "Active experts"),
    experts_shared=("共享专家", "Shared experts"),
    languages_code=("实现语言", "Written in"),
    hardware=("硬件", "Hardware"),
    repository=("代码仓库", "Repository"),
    homepage=("主页", "Home page"),
    merged_into=("并入", "Merged into"),
    successor=("后继", "Successor"),
    implements=("实现的技术", "Implements"),
    implemented_by=("实现工具", "Implemented by"),
    how=("怎么做", "How"),
    gives=("得到什么", "What it gives"),
    costs=("代价", "What it costs"),
    unless=("何时不用", "When not to"),
    definition=("定义", "Definition"),
    needs=("依赖的技术", "Builds on"),
    needed_by=("以它为基础", "Basis of"),
    country=("国家或地区", "Country"),
    kind=("类型", "Kind"),
    parent=("上级机构", "Part of"),
    formerly_named=("曾用名", "Formerly"),
    entries=("条目", "Entries"),
    generations=("代数", "Generations"),
    span=("时间", "Span"),
    spdx=("SPDX 标识", "SPDX identifier"),
    osi=("OSI 批准", "OSI-approved"),
    used_by=("采用者", "Used by"),
    answers=("能做什么", "What it lets you do"),
    question=("问题", "Question"),
    answer=("回答", "Answer"),
    clause=("条款", "Clause"),
    sell=("可以商用吗", "May I earn money with it?"),
    users=("用户超过一定数量须申请吗", "Above some number of users, must I ask?"),
    train=("可以用输出训练其他模型吗", "May I train other models with its output?"),
    redistribute=("可以分发修改后的权重吗", "May I pass on changed weights?"),
    show_name=("必须展示名称吗", "Must I show its name?"),
    fields=("有禁止的用途吗", "Are fields of use forbidden?"),
    regions=("排除某些地区吗", "Are regions excluded?"),
    withdraw=("可以无故收回吗", "Can it be withdrawn?"),
    sell__short=("商用", "Sell"),
    users__short=("用户门槛", "User limit"),
    train__short=("训练他模", "Train others"),
    redistribute__short=("再分发", "Pass on"),
    show_name__short=("署名", "Show name"),
    fields__short=("禁止用途", "Barred uses"),
    regions__short=("排除地区", "Barred regions"),
    withdraw__short=("可收回", "Withdrawable"),
    representative=("代表", "Examples"),
    count=("数量", "Entries"),
    verified=("核对", "Verified"),
    lifecycle=("生命周期", "Lifecycle"),
    tooling=("工具类别", "Class"),
    capability=("类型与能力", "Capability"),
    # states
    undisclosed=("未披露", "undisclosed"),
    none=("不适用", "does not apply"),
    absent=("尚未查证", "not looked up yet"),
    not_verified=("尚未核对", "not yet verified"),
    verified_on=("逐条核对于 {date}", "checked on {date}"),
    verified_how=("{facts} 项事实 · {sources} 个来源", "{facts} facts · {sources} sources"),
    # headings of entry pages
    facts=("事实", "Facts"),
    lineage=("谱系", "Lineage"),
    based_on=("来自", "Based on"),
    basis_of=("衍生", "Basis of"),
    siblings=("同系列", "Same family"),
    sources=("出处", "Sources"),
    aliases=("别名", "Also known as"),
    ids=("标识", "Identifiers"),
    compare=("常被拿来比较", "Often compared with"),
    made=("作品", "Made by it"),
    sizes_table=("规模与配置", "Sizes and configuration"),
    why_openness=("为什么是这一级", "Why this class"),
    edit=("编辑这一条目", "Edit this entry"),
    verification=("核对", "Verification"),
    see_also=("参见", "See also"),
    others_say=("其他说法", "Other values"),
    read_on=("读于 {date}", "read on {date}"),
    closed_next=("要成为开放权重，还缺：{parts}", "For open weights it lacks: {parts}"),
    open_next=("要成为开源，还缺：{parts}", "For open source it lacks: {parts}"),
    openness_unknown=("尚未查证权重是否公开", "nobody has looked yet whether its weights are public"),
    openness_full=("权重与训练代码以开放许可证发布，训练数据公开", "Weights and training code are under open licences, and the training data are public"),
    not_advice=("这是对条款的摘要，不是法律意见；以许可证原文为准。", "A summary of the clauses, not legal advice; the licence text holds."),
    not_open_licence=("{part}（许可证有限制）", "{part} (its licence restricts use)"),
    others_define=("其他定义怎么说", "What other definitions say"),
    definition_met=("符合", "met"),
    definition_not_met=("不符合", "not met"),
    definition_open=("还不能判断", "cannot be told yet"),
    definition_no_class=("未达到任何一级", "no class reached"),
    definition_lacks=("还缺：{parts}", "lacks: {parts}"),
    definition_unknown=("尚未查证：{parts}", "not looked up yet: {parts}"),
    open_base=("开源的前身（{model} 不是开源）", "a base that is open source ({model} is not)"),
    for_sizes=("适用于 {names}", "for {names}"),
    nothing=("全新训练，没有前身", "trained from nothing, no forerunner"),
    more=("另有 {count} 个", "{count} more"),
    edit_hint=("在数据文件第 {line} 行", "line {line} of the data file"),
    all_entries=("全部", "All"),
    drawing=("示意图", "Drawing"),
    yes=("是", "yes"),
    no=("否", "no"),
    # the frame
    home=("首页", "Home"),
    menu=("菜单", "Menu"),
    search=("搜索", "Search"),
    search_placeholder=("搜索模型、工具、概念……", "Search models, tools, concepts…"),
    search_hint=("输入名称、缩写或一个问题；中英文都可以。", "Type a name, an abbreviation or a question, in English or Chinese."),
    search_none=("没有找到。换个说法，或用英文名试试。", "Nothing found. Try other words, or the Chinese name."),
    search_some=("{count} 条结果", "{count} results"),
    search_failed=("搜索索引没有载入，请刷新页面。", "The search index did not load; reload the page."),
    search_results=("搜索结果", "Search results"),
    close=("关闭", "Close"),
    contribute=("参与贡献", "Contribute"),
    data_guide=("数据说明", "Data guide"),
    reference=("开发参考", "Reference"),
    quality=("数据质量", "Data quality"),
    decisions=("设计决定", "Decisions"),
    licence_line=("代码 MIT · 内容与数据 CC BY 4.0", "Code MIT · Content and data CC BY 4.0"),
    data_until=("数据截至 {date}", "Data as of {date}"),
)

WORDS: dict[str, dict[str, Text]] = {
    "treatment": _texts(
        base=("基础", "base"),
        instruct=("指令", "instruct"),
        chat=("对话", "chat"),
        reasoning=("推理", "reasoning"),
        code=("代码", "code"),
        embedding=("嵌入", "embedding"),
        reranker=("重排", "reranker"),
        reward=("奖励模型", "reward"),
        classifier=("分类", "classifier"),
        translation=("翻译", "translation"),
        vision=("视觉", "vision"),
        audio=("音频", "audio"),
    ),
    "modality": _texts(
        text=("文本", "text"),
        image=("图像", "image"),
        audio=("音频", "audio"),
        video=("视频", "video"),
        code=("代码", "code"),
        embedding=("向量", "vectors"),
        score=("分数", "scores"),
        other=("其他", "other"),
    ),
    "reasoning": _texts(no=("不思考", "no"), always=("总是思考", "always"), switchable=("可开关", "can be switched")),
    "part": {
        "weights": Text(zh="权重", en="Weights"),
        "checkpoints": Text(zh="中间检查点", en="Checkpoints"),
        "training-code": Text(zh="训练代码", en="Training code"),
        "inference-code": Text(zh="推理代码", en="Inference code"),
        "data-code": Text(zh="数据处理代码", en="Data code"),
        "training-data": Text(zh="训练数据", en="Training data"),
        "data-card": Text(zh="数据说明", en="Data card"),
        "evaluation-code": Text(zh="评测代码", en="Evaluation code"),
        "evaluation-results": Text(zh="评测结果", en="Evaluation results"),
        "paper": Text(zh="论文或技术报告", en="Paper or report"),
        "model-card": Text(zh="模型卡", en="Model card"),
    },
    "part-state": {
        "released": Text(zh="已公开", en="released"),
        "partial": Text(zh="部分公开", en="partly released"),
        "described": Text(zh="仅有描述", en="described only"),
        "not-released": Text(zh="未公开", en="not released"),
        "undisclosed": Text(zh="未披露", en="undisclosed"),
    },
    "descent": _texts(
        nothing=("全新", "new"),
        successor=("上一代", "previous generation"),
        architecture=("沿用架构", "same architecture"),
        initialised=("继续训练", "training continued"),
        tuned=("微调", "fine-tuned"),
        distilled=("蒸馏", "distilled"),
        merged=("合并", "merged"),
        pruned=("剪枝", "pruned"),
        component=("部件", "component"),
    ),
    "tool-state": _texts(active=("活跃", "active"), maintenance=("仅维护", "maintenance only"), archived=("已归档", "archived"), merged=("已并入", "merged")),
    "organisation": {
        "company": Text(zh="公司", en="company"),
        "laboratory": Text(zh="研究实验室", en="laboratory"),
        "university": Text(zh="大学", en="university"),
        "non-profit": Text(zh="非营利机构", en="non-profit"),
        "community": Text(zh="社区", en="community"),
        "government": Text(zh="政府机构", en="government"),
        "consortium": Text(zh="联合体", en="consortium"),
        "foundation": Text(zh="基金会", en="foundation"),
    },
    "licence": {
        "permissive": Text(zh="宽松", en="permissive"),
        "weak-copyleft": Text(zh="弱著佐权", en="weak copyleft"),
        "copyleft": Text(zh="著佐权", en="copyleft"),
        "public-domain": Text(zh="公有领域", en="public domain"),
        "attribution": Text(zh="署名", en="attribution"),
        "use-restricted": Text(zh="限制用途", en="use-restricted"),
        "community": Text(zh="社区许可", en="community"),
        "non-commercial": Text(zh="非商用", en="non-commercial"),
        "research": Text(zh="仅限研究", en="research only"),
        "proprietary": Text(zh="专有", en="proprietary"),
    },
    "answer": {
        "yes": Text(zh="是", en="yes"),
        "no": Text(zh="否", en="no"),
        "conditional": Text(zh="有条件", en="on conditions"),
        "not-addressed": Text(zh="未提及", en="not addressed"),
    },
    "source": _texts(
        paper=("论文", "paper"),
        weights=("权重", "weights"),
        config=("配置文件", "configuration"),
        code=("代码", "code"),
        licence=("许可证", "licence"),
        announcement=("公告", "announcement"),
        card=("模型卡", "model card"),
        docs=("文档", "documentation"),
        dataset=("数据集", "dataset"),
        registry=("名录", "registry"),
        policy=("使用政策", "use policy"),
        article=("文章", "article"),
    ),
    "figure": {
        "learned": Text(zh="可学习", en="learned"),
        "relative": Text(zh="相对", en="relative"),
        "relative bias": Text(zh="相对偏置", en="relative bias"),
        "relative (disentangled)": Text(zh="相对（解耦）", en="relative (disentangled)"),
        "none": Text(zh="无", en="none"),
        "sinusoidal": Text(zh="正弦", en="sinusoidal"),
        "RoPE (partial)": Text(zh="RoPE（部分维度）", en="RoPE (partial)"),
        "grouped-query": Text(zh="分组查询", en="grouped-query"),
        "multi-head": Text(zh="多头", en="multi-head"),
        "multi-query": Text(zh="多查询", en="multi-query"),
        "multi-head latent": Text(zh="多头潜在", en="multi-head latent"),
        "RMSNorm pre": Text(zh="前置 RMSNorm", en="RMSNorm pre"),
        "RMSNorm post": Text(zh="后置 RMSNorm", en="RMSNorm post"),
        "RMSNorm pre and post": Text(zh="前后 RMSNorm", en="RMSNorm pre and post"),
        "LayerNorm pre": Text(zh="前置 LayerNorm", en="LayerNorm pre"),
        "LayerNorm post": Text(zh="后置 LayerNorm", en="LayerNorm post"),
        "squared ReLU": Text(zh="平方 ReLU", en="squared ReLU"),
    },
    "ids": _texts(
        hub=("Hugging Face", "Hugging Face"),
        modelscope=("魔搭 ModelScope", "ModelScope"),
        ollama=("Ollama", "Ollama"),
        api=("API 名称", "API name"),
        pypi=("Python 包", "Python package"),
        npm=("npm 包", "npm package"),
        github=("GitHub", "GitHub"),
        docker=("Docker 镜像", "Docker image"),
    ),
}
"""Words for the fixed values of fields, by vocabulary."""


def say(key: str, language: Language, **values: object) -> str:
    """Return a word or sentence of the interface, its ``{places}`` filled with ``values``.

    >>> say("models", "en")
    'Models'
    >>> say("verified_on", "zh", date="2026-11-24")
    '逐条核对于 2026-11-24'
    """
    text = LABELS[key]
    words = text.zh if language == "zh" else text.en
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words


def word(vocabulary: str, value: str, language: Language) -> str:
    """Return the word for a fixed value of a field.

    >>> word("part-state", "described", "en")
    'described only'
    """
    text = WORDS[vocabulary][value]
    return text.zh if language == "zh" else text.en


def pick(text: Text, language: Language) -> str:
    """Return one language of a text."""
    return text.zh if language == "zh" else text.en


def enumerate_(words: list[str], language: Language) -> str:
    """Join words as a list is read in the language.

    >>> enumerate_(["a", "b"], "zh")
    'a、b'
    """
    return ("、" if language == "zh" else ", ").join(words)

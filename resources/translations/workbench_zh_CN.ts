<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>workbench</name>
    <message>
      <source>&amp;Cancel</source>
      <translation>取消(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>编辑(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>文件(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>帮助(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Load</source>
      <translation>载入(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Run</source>
      <translation>运行(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>(in no line of the file)</source>
      <translation>（不在文件的任何一行中）</translation>
    </message>
    <message>
      <source>(lines {lines})</source>
      <translation>（第 {lines} 行）</translation>
    </message>
    <message>
      <source>(x − last value) / deviation</source>
      <translation>(x − 末值) / 标准差</translation>
    </message>
    <message>
      <source>(x − mean) / deviation</source>
      <translation>(x − 均值) / 标准差</translation>
    </message>
    <message>
      <source>+ Add</source>
      <translation>+ 添加</translation>
    </message>
    <message>
      <source>+ last value</source>
      <translation>+ 末值</translation>
    </message>
    <message>
      <source>+ the same step of the last season</source>
      <translation>+ 上一周期的同一步</translation>
    </message>
    <message>
      <source>1 day</source>
      <translation>1 天</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 小时</translation>
    </message>
    <message>
      <source>1 minute</source>
      <translation>1 分钟</translation>
    </message>
    <message>
      <source>1 month</source>
      <translation>1 个月</translation>
    </message>
    <message>
      <source>1 step</source>
      <translation>1 步</translation>
    </message>
    <message>
      <source>1 year</source>
      <translation>1 年</translation>
    </message>
    <message>
      <source>32 bits</source>
      <translation>32 位</translation>
    </message>
    <message>
      <source>A Keras file cannot hold the transforms of {names}.</source>
      <translation>Keras 文件无法保存 {names} 的变换。</translation>
    </message>
    <message>
      <source>A column of words: each word becomes an input.</source>
      <translation>文字列：每个词成为一个输入。</translation>
    </message>
    <message>
      <source>A fault in the workbench</source>
      <translation>程序错误</translation>
    </message>
    <message>
      <source>A fold has no sample without missing or filled values in each of its parts.</source>
      <translation>有一折的各部分中没有不含缺失值或填补值的样本。</translation>
    </message>
    <message>
      <source>A folder: the weights, and two readable programs that forecast from a CSV file without the workbench.</source>
      <translation>一个文件夹：权重，以及两个可读的程序，无需工作台即可用 CSV 文件进行预测。</translation>
    </message>
    <message>
      <source>A forecast has from 1 to {most} steps, not {steps}.</source>
      <translation>一次预测的步数为 1 到 {most}，而不是 {steps}。</translation>
    </message>
    <message>
      <source>A forecast is not written as {suffix}.</source>
      <translation>预测结果不能写成 {suffix} 文件。</translation>
    </message>
    <message>
      <source>A hundred years of yearly flow (10⁸ m³), with a drop in 1899: very few rows.</source>
      <translation>一百年的年流量（10⁸ m³），1899 年明显下降：行数很少。</translation>
    </message>
    <message>
      <source>A model from a file cannot go on learning; train anew.</source>
      <translation>从文件打开的模型不能继续训练；请重新训练。</translation>
    </message>
    <message>
      <source>A power between logarithm (0) and nothing (1), fitted on the training part.</source>
      <translation>介于对数（0）与不变换（1）之间的幂，在训练部分上拟合。</translation>
    </message>
    <message>
      <source>A quotation mark stands where none should; the cells around it may be cut wrong.</source>
      <translation>有一个引号出现在不该出现的地方；它附近的单元格可能被切分错误。</translation>
    </message>
    <message>
      <source>A remark; not read.</source>
      <translation>注释，不读取。</translation>
    </message>
    <message>
      <source>A row of the table.</source>
      <translation>表格中的一行。</translation>
    </message>
    <message>
      <source>A run is in progress. Closing the window ends it, and nothing of it is kept.</source>
      <translation>正在运行。关闭窗口会结束运行，并且不保留任何结果。</translation>
    </message>
    <message>
      <source>A run is in progress; its forecasts would be replaced by those of {file}.</source>
      <translation>正在运行；其预测会被 {file} 的预测取代。</translation>
    </message>
    <message>
      <source>A run is in progress; stop it first.</source>
      <translation>正在运行，请先停止。</translation>
    </message>
    <message>
      <source>A season of {season} steps leaves nothing of {timesteps} timesteps: a sample must be longer than a season.</source>
      <translation>季节周期为 {season} 步，{timesteps} 个时间步减去它就什么也不剩：样本必须比一个周期长。</translation>
    </message>
    <message>
      <source>A second rhythm has {period}: correlation {strength:.2f}.</source>
      <translation>第二个周期为 {period}：相关系数 {strength:.2f}。</translation>
    </message>
    <message>
      <source>A stateful network reads the whole series for every step that is fed back; {steps} steps would take too long to measure.</source>
      <translation>有状态网络每回馈一步都要重新读取整个序列；测量 {steps} 步会花费过长时间。</translation>
    </message>
    <message>
      <source>A step is skipped where every scaled feature has exactly this value.</source>
      <translation>某一步的所有特征缩放后都恰好等于此值时，跳过该步。</translation>
    </message>
    <message>
      <source>About</source>
      <translation>关于</translation>
    </message>
    <message>
      <source>Above the header; not read.</source>
      <translation>位于表头之上，不读取。</translation>
    </message>
    <message>
      <source>Above {low}, at most {high}.</source>
      <translation>大于 {low}，不超过 {high}。</translation>
    </message>
    <message>
      <source>Absolute error (MAE)</source>
      <translation>绝对误差（MAE）</translation>
    </message>
    <message>
      <source>Accumulated batches</source>
      <translation>梯度累积</translation>
    </message>
    <message>
      <source>Activation</source>
      <translation>激活函数</translation>
    </message>
    <message>
      <source>Adam</source>
      <translation>Adam</translation>
    </message>
    <message>
      <source>AdamW</source>
      <translation>AdamW</translation>
    </message>
    <message>
      <source>Add LSTM layer</source>
      <translation>添加 LSTM 层</translation>
    </message>
    <message>
      <source>Add a Dropout layer or give a recurrent layer dropout, and train anew.</source>
      <translation>请添加 Dropout 层或为循环层设置 dropout，然后重新训练。</translation>
    </message>
    <message>
      <source>Add a learnt number to each gate.</source>
      <translation>为每个门加上一个可学习的偏置。</translation>
    </message>
    <message>
      <source>Add a learnt number to each value the layer gives.</source>
      <translation>为该层的每个输出值加上一个可学习的偏置。</translation>
    </message>
    <message>
      <source>Add an LSTM layer</source>
      <translation>添加一个 LSTM 层</translation>
    </message>
    <message>
      <source>Add an LSTM layer before it</source>
      <translation>在其前面添加一个 LSTM 层</translation>
    </message>
    <message>
      <source>Add rows at every step</source>
      <translation>每一步都补行</translation>
    </message>
    <message>
      <source>Add rows for them after the last one, with the targets left empty.</source>
      <translation>请在最后一行之后为它们添加行，目标列留空。</translation>
    </message>
    <message>
      <source>Add rows on business days</source>
      <translation>在工作日补行</translation>
    </message>
    <message>
      <source>Add {names} to the inputs</source>
      <translation>把 {names} 加入输入</translation>
    </message>
    <message>
      <source>Adding problem (made)</source>
      <translation>加法问题（合成）</translation>
    </message>
    <message>
      <source>Addresses look like training.epochs, windows.timesteps or layers[0].units.</source>
      <translation>地址的写法如 training.epochs、windows.timesteps 或 layers[0].units。</translation>
    </message>
    <message>
      <source>After how many epochs the schedule “in steps” lowers the learning rate again.</source>
      <translation>“阶梯衰减”每隔多少轮降低一次学习率。</translation>
    </message>
    <message>
      <source>After how many epochs without a lower validation loss the schedule “on a plateau” lowers the rate.</source>
      <translation>验证损失连续多少轮没有降低时，“停滞时衰减”就降低学习率。</translation>
    </message>
    <message>
      <source>All epochs done</source>
      <translation>已完成全部轮次</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>所有文件</translation>
    </message>
    <message>
      <source>All rows are one series</source>
      <translation>所有行属于同一序列</translation>
    </message>
    <message>
      <source>All that can be opened</source>
      <translation>所有支持的文件</translation>
    </message>
    <message>
      <source>All {count} notices</source>
      <translation>全部 {count} 条提示</translation>
    </message>
    <message>
      <source>Also hand out the final state: h, and for an LSTM the cell state c. The next layer still reads the output alone.</source>
      <translation>同时给出最终状态：h，LSTM 还包括细胞状态 c。下一层仍然只读取输出。</translation>
    </message>
    <message>
      <source>An interval needs from {least} to {most} forecasts with dropout, not {count}.</source>
      <translation>一个区间需要 {least} 到 {most} 次带 dropout 的预测，而不是 {count} 次。</translation>
    </message>
    <message>
      <source>Another export is still being written; wait until it is done.</source>
      <translation>另一个导出仍在写入，请等待其完成。</translation>
    </message>
    <message>
      <source>Another table begins in line {line}; it was left out.</source>
      <translation>另一个表从第 {line} 行开始；它未被读入。</translation>
    </message>
    <message>
      <source>Answer the questions above first.</source>
      <translation>请先回答上方的问题。</translation>
    </message>
    <message>
      <source>Apostrophe '</source>
      <translation>撇号 '</translation>
    </message>
    <message>
      <source>Apple's GPU</source>
      <translation>Apple GPU</translation>
    </message>
    <message>
      <source>Apply the reset gate after the recurrent product, as torch does; off, before it, as first published.</source>
      <translation>在与循环权重相乘之后再应用重置门，与 torch 相同；关闭时则在相乘之前应用，与最初的论文相同。</translation>
    </message>
    <message>
      <source>Apply to &amp;all files like this</source>
      <translation>应用于所有同类文件(&amp;A)</translation>
    </message>
    <message>
      <source>As for all columns</source>
      <translation>与所有列相同</translation>
    </message>
    <message>
      <source>As in the file</source>
      <translation>与文件相同</translation>
    </message>
    <message>
      <source>As it stands in the file</source>
      <translation>文件原文</translation>
    </message>
    <message>
      <source>As wide as the errors on the validation part were: it holds as long as errors stay like those.</source>
      <translation>宽度取自验证部分上的误差：只要误差保持类似，区间就成立。</translation>
    </message>
    <message>
      <source>Ask for another number of passes.</source>
      <translation>请改用其他预测次数。</translation>
    </message>
    <message>
      <source>Ask for another number of steps.</source>
      <translation>请改用其他步数。</translation>
    </message>
    <message>
      <source>Ask for another number.</source>
      <translation>请改用其他数值。</translation>
    </message>
    <message>
      <source>Ask for fewer steps.</source>
      <translation>请减少步数。</translation>
    </message>
    <message>
      <source>Autocorrelation</source>
      <translation>自相关</translation>
    </message>
    <message>
      <source>Backslash</source>
      <translation>反斜杠</translation>
    </message>
    <message>
      <source>Bar |</source>
      <translation>竖线 |</translation>
    </message>
    <message>
      <source>Baseline in the plot</source>
      <translation>图中的基线</translation>
    </message>
    <message>
      <source>Batch size</source>
      <translation>批大小</translation>
    </message>
    <message>
      <source>Begin with a sample and a small network.</source>
      <translation>从示例数据和一个小网络开始。</translation>
    </message>
    <message>
      <source>Below the last row; not read.</source>
      <translation>位于最后一行之下，不读取。</translation>
    </message>
    <message>
      <source>Between forecasts of the same network with its dropout on. It says how unsure the network is, not how much the series is scattered, and is usually too narrow.</source>
      <translation>同一网络开启 dropout 多次预测所形成的范围。它反映网络自身的不确定程度，而非序列的离散程度，通常偏窄。</translation>
    </message>
    <message>
      <source>Bias</source>
      <translation>偏差</translation>
    </message>
    <message>
      <source>Bidirectional</source>
      <translation>双向</translation>
    </message>
    <message>
      <source>Blank lines between the rows, which were left out: {count}.</source>
      <translation>数据行之间有 {count} 个空行，已略去。</translation>
    </message>
    <message>
      <source>Blanks a share of the values while training, against overfitting.</source>
      <translation>训练时随机清零一部分数值，防止过拟合。</translation>
    </message>
    <message>
      <source>Both ends (same)</source>
      <translation>两端（same）</translation>
    </message>
    <message>
      <source>Box-Cox</source>
      <translation>Box-Cox</translation>
    </message>
    <message>
      <source>Box-Cox (lambda {lmbda:.3g})</source>
      <translation>Box-Cox（λ = {lmbda:.3g}）</translation>
    </message>
    <message>
      <source>Bring it back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Bring the same rows back to go on with it, or train anew with these.</source>
      <translation>要继续，请恢复原来的数据行；或者用当前数据重新训练。</translation>
    </message>
    <message>
      <source>Brings the channels of each step to one size; steadies deep stacks.</source>
      <translation>把每一步的各个通道归一化到同一量级，使深层网络更稳定。</translation>
    </message>
    <message>
      <source>Browse…</source>
      <translation>浏览…</translation>
    </message>
    <message>
      <source>Business days need one row a day; these rows do not come daily.</source>
      <translation>工作日历要求每天一行；这些行并非按日。</translation>
    </message>
    <message>
      <source>By series</source>
      <translation>各序列</translation>
    </message>
    <message>
      <source>By step</source>
      <translation>逐步误差</translation>
    </message>
    <message>
      <source>Bytes that are no {encoding} character, shown as {mark}: {count:,}.</source>
      <translation>不是 {encoding} 字符的字节，显示为 {mark}：{count:,} 个。</translation>
    </message>
    <message>
      <source>CSV and text</source>
      <translation>CSV 与文本</translation>
    </message>
    <message>
      <source>CSV files</source>
      <translation>CSV 文件</translation>
    </message>
    <message>
      <source>CUDA does not start: {detail}</source>
      <translation>CUDA 无法启动：{detail}</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>日历</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cancel reading</source>
      <translation>取消读取</translation>
    </message>
    <message>
      <source>Caret ^</source>
      <translation>脱字符 ^</translation>
    </message>
    <message>
      <source>Cells stand between single quotation marks.</source>
      <translation>单元格位于单引号之间。</translation>
    </message>
    <message>
      <source>Cells such as 12,5 stand between the separators.</source>
      <translation>分隔符之间有 12,5 这样的单元格</translation>
    </message>
    <message>
      <source>Cells with an error, such as #N/A, taken as missing: {count}.</source>
      <translation>含错误值(如 #N/A)的单元格按缺失处理：{count} 个。</translation>
    </message>
    <message>
      <source>Chance alone: no network can beat “tomorrow equals today”.</source>
      <translation>纯随机：没有网络能胜过“明天等于今天”。</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>更改…</translation>
    </message>
    <message>
      <source>Characters that another program has lost before, shown as {mark}: {count:,}.</source>
      <translation>此前已被其他程序丢失的字符，显示为 {mark}：{count:,} 个。</translation>
    </message>
    <message>
      <source>Check that the file exists and that you may read it.</source>
      <translation>请确认文件存在，并且您有读取权限。</translation>
    </message>
    <message>
      <source>Check the name and the folder.</source>
      <translation>请检查文件名和文件夹。</translation>
    </message>
    <message>
      <source>Check the quotation marks, or say that there are none.</source>
      <translation>请检查引号，或指明文件中没有引号。</translation>
    </message>
    <message>
      <source>Check the separator, and that every row has as many cells as the header.</source>
      <translation>请检查分隔符，并确认每行的单元格数与表头一致。</translation>
    </message>
    <message>
      <source>Checked against the model's own forecasts in batches of {batches}: not one number differs.</source>
      <translation>已按批量 {batches} 与模型自身的预测核对：没有一个数不同。</translation>
    </message>
    <message>
      <source>Checked against the model's own forecasts in batches of {batches}: the largest difference is {largest:.1e} of the target's scale.</source>
      <translation>已按批量 {batches} 与模型自身的预测核对：最大差异为目标尺度的 {largest:.1e}。</translation>
    </message>
    <message>
      <source>Choices of the reader</source>
      <translation>读取选项</translation>
    </message>
    <message>
      <source>Choose a CSV file; from a spreadsheet, use “Save as CSV”.</source>
      <translation>请选择 CSV 文件；电子表格请先“另存为 CSV”。</translation>
    </message>
    <message>
      <source>Choose a column of numbers.</source>
      <translation>请选择一个数值列。</translation>
    </message>
    <message>
      <source>Choose a file that the workbench saved.</source>
      <translation>请选择由本程序保存的文件。</translation>
    </message>
    <message>
      <source>Choose a file with a header line and rows of numbers.</source>
      <translation>请选择含有表头行和数值行的文件。</translation>
    </message>
    <message>
      <source>Choose a file with at least a few dozen rows.</source>
      <translation>请选择至少有几十行的文件。</translation>
    </message>
    <message>
      <source>Choose a folder with one file for each series; at most {most:,} are read.</source>
      <translation>请选择每个序列各占一个文件的文件夹；最多读取 {most:,} 个文件。</translation>
    </message>
    <message>
      <source>Choose a larger part or shorter windows.</source>
      <translation>请选择更大的部分或更短的窗口。</translation>
    </message>
    <message>
      <source>Choose a shorter horizon or gap, larger shares, or a file with more rows.</source>
      <translation>请选择更短的预测步数或间隔、更大的比例，或行数更多的文件。</translation>
    </message>
    <message>
      <source>Choose a {suffix} file. Pickled models (.pt, .pkl, .h5) are never opened: they can run code.</source>
      <translation>请选择 {suffix} 文件。pickle 格式的模型（.pt、.pkl、.h5）可能会运行代码，因此一律不打开。</translation>
    </message>
    <message>
      <source>Choose an archive with a CSV file in it.</source>
      <translation>请选择含有 CSV 文件的压缩包。</translation>
    </message>
    <message>
      <source>Choose another column.</source>
      <translation>请选择其他列。</translation>
    </message>
    <message>
      <source>Choose another encoding, or save the file as UTF-8.</source>
      <translation>请选择其他编码，或将文件另存为 UTF-8。</translation>
    </message>
    <message>
      <source>Choose another interval, or train such a network.</source>
      <translation>请选择其他区间，或训练能给出该区间的网络。</translation>
    </message>
    <message>
      <source>Choose another time column, or say that the rows are already in order.</source>
      <translation>请选择其他时间列，或指明各行已按顺序排列。</translation>
    </message>
    <message>
      <source>Choose at least one input column.</source>
      <translation>请至少选择一个输入列。</translation>
    </message>
    <message>
      <source>Choose at least one target column.</source>
      <translation>请至少选择一个目标列。</translation>
    </message>
    <message>
      <source>Choose auto or cpu, or run “workbench doctor” to see every device.</source>
      <translation>请选择 auto 或 cpu，或运行“workbench doctor”查看所有设备。</translation>
    </message>
    <message>
      <source>Choose columns that this file has.</source>
      <translation>请选择此文件中存在的列。</translation>
    </message>
    <message>
      <source>Choose fewer folds, shorter windows, or a file with more rows.</source>
      <translation>减少折数、缩短窗口，或换用行数更多的文件。</translation>
    </message>
    <message>
      <source>Choose fewer folds, shorter windows, or fill the missing values.</source>
      <translation>请减少折数、缩短窗口,或填补缺失值。</translation>
    </message>
    <message>
      <source>Choose fewer timesteps, a shorter horizon, or another way to treat missing values.</source>
      <translation>请减少时间步数、缩短预测步数，或换一种处理缺失值的方式。</translation>
    </message>
    <message>
      <source>Choose one of {names}.</source>
      <translation>请从以下选项中选择：{names}。</translation>
    </message>
    <message>
      <source>Choose the device {before} to go on with it, or train anew.</source>
      <translation>要继续，请选择设备 {before}；或者重新训练。</translation>
    </message>
    <message>
      <source>Choose the file with the numbers.</source>
      <translation>请选择存有数值的文件。</translation>
    </message>
    <message>
      <source>Choose the folder of a run that has finished at least one epoch.</source>
      <translation>请选择某次运行的文件夹，该次运行须已完成至少一轮。</translation>
    </message>
    <message>
      <source>Click on the curve to choose the sample that begins there, or in the sample to find its row; drag the sample along the curve</source>
      <translation>单击曲线，选择从该处开始的样本；在样本内单击，可找到对应的行；也可沿曲线拖动样本</translation>
    </message>
    <message>
      <source>Clipping by value</source>
      <translation>按值裁剪</translation>
    </message>
    <message>
      <source>Clock and missing values</source>
      <translation>时间轴与缺失值</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close all the same?</source>
      <translation>仍要关闭吗？</translation>
    </message>
    <message>
      <source>Close the window.</source>
      <translation>关闭窗口。</translation>
    </message>
    <message>
      <source>Code for</source>
      <translation>代码框架</translation>
    </message>
    <message>
      <source>Colon :</source>
      <translation>冒号 :</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Column of the time of day</source>
      <translation>时刻所在的列</translation>
    </message>
    <message>
      <source>Column that is looked at</source>
      <translation>所查看的列</translation>
    </message>
    <message>
      <source>Column {column} holds numbers and words.</source>
      <translation>列 {column} 中既有数字又有文字。</translation>
    </message>
    <message>
      <source>Column {column} holds the word {cell} in row {row}; the model reads numbers there.</source>
      <translation>列 {column} 的第 {row} 行是文字 {cell}；模型在此读取的是数值。</translation>
    </message>
    <message>
      <source>Column {column} holds {cell} in row {row}.</source>
      <translation>列 {column} 的第 {row} 行是 {cell}。</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Columns and their roles</source>
      <translation>各列及其用途</translation>
    </message>
    <message>
      <source>Columns of the same name, which were numbered: {count}.</source>
      <translation>同名的列，已加编号：{count} 列。</translation>
    </message>
    <message>
      <source>Columns with the name of another, which were numbered: {count}.</source>
      <translation>与其他列重名而加上编号的列：{count} 个。</translation>
    </message>
    <message>
      <source>Columns with words in them are left out; check the separator and the decimal mark.</source>
      <translation>含有文字的列不会被使用；请检查分隔符和小数点符号。</translation>
    </message>
    <message>
      <source>Columns without a name and without a value, which were left out: {count:,}.</source>
      <translation>既无名称又无数值的列，已略去：{count:,} 列。</translation>
    </message>
    <message>
      <source>Columns without a name, which were numbered: {count:,}.</source>
      <translation>没有名称的列，已编号：{count:,} 列。</translation>
    </message>
    <message>
      <source>Columns without a name, which were numbered: {count}.</source>
      <translation>没有名称而以编号命名的列：{count} 个。</translation>
    </message>
    <message>
      <source>Comma ,</source>
      <translation>逗号 ,</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Compiling the layers' kernels for this processor: some seconds, once on this machine…</source>
      <translation>正在为本机处理器编译各层的计算内核：需要几秒钟，本机只需一次…</translation>
    </message>
    <message>
      <source>Compiling the layers' kernels, once on this machine…</source>
      <translation>正在编译各层的计算内核，本机只需一次…</translation>
    </message>
    <message>
      <source>Conformal widths: from errors of the series itself for {own} of {all} series.</source>
      <translation>共形区间的宽度：{all} 个序列中有 {own} 个取自该序列自身的误差。</translation>
    </message>
    <message>
      <source>Constant</source>
      <translation>恒定</translation>
    </message>
    <message>
      <source>Conv1D</source>
      <translation>Conv1D</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy example</source>
      <translation>复制示例</translation>
    </message>
    <message>
      <source>Copy picture</source>
      <translation>复制图片</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>复制报告</translation>
    </message>
    <message>
      <source>Copy the cells with their header row in a spreadsheet, then paste them here.</source>
      <translation>请在电子表格中连同表头行一起复制单元格，再粘贴到这里。</translation>
    </message>
    <message>
      <source>Copy the run's folder once more, or train anew.</source>
      <translation>请重新复制一次该次运行的文件夹，或者重新训练。</translation>
    </message>
    <message>
      <source>Copy the table into a spreadsheet and save it as CSV.</source>
      <translation>请将表格复制到电子表格中，并另存为 CSV。</translation>
    </message>
    <message>
      <source>Copycat</source>
      <translation>照抄检验</translation>
    </message>
    <message>
      <source>Copycat: the forecast for step {step} fits the truth at lag {shift} better than its own (root mean squared difference {there} against {own}): it follows the series instead of leading it.</source>
      <translation>照抄：第 {step} 步的预测与滞后 {shift} 步的真实值更吻合，胜过与自身时刻的真实值（均方根差 {there}，对 {own}）：它是在跟随序列，而不是在预测序列。</translation>
    </message>
    <message>
      <source>Correct the settings that are named here.</source>
      <translation>请更正以上列出的设置。</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>余弦衰减</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>Day before month</source>
      <translation>日在月前</translation>
    </message>
    <message>
      <source>Day of the month</source>
      <translation>月内日</translation>
    </message>
    <message>
      <source>Day of the week</source>
      <translation>星期几</translation>
    </message>
    <message>
      <source>Day of the year</source>
      <translation>年内日</translation>
    </message>
    <message>
      <source>Day, month, year</source>
      <translation>日、月、年</translation>
    </message>
    <message>
      <source>Days of a spreadsheet</source>
      <translation>电子表格的日序数</translation>
    </message>
    <message>
      <source>Decimal mark</source>
      <translation>小数点符号</translation>
    </message>
    <message>
      <source>Delete it to make a report without learning curves, or train again.</source>
      <translation>删除它即可生成不含学习曲线的报告，或重新训练。</translation>
    </message>
    <message>
      <source>Dense</source>
      <translation>Dense</translation>
    </message>
    <message>
      <source>Dense at every step of the decoder alike, one value for each target.</source>
      <translation>Dense：在解码器的每一步用法相同，每个目标输出一个值。</translation>
    </message>
    <message>
      <source>Dense, one value for each forecast step and target; its size follows from both.</source>
      <translation>Dense：每个预测步的每个目标各输出一个值；大小由两者决定。</translation>
    </message>
    <message>
      <source>Dense, {values} values for each forecast step and target: what the loss says of their distribution.</source>
      <translation>Dense：每个预测步的每个目标各输出 {values} 个值，即损失函数用来描述其分布的量。</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>差分</translation>
    </message>
    <message>
      <source>Direct: every step of the horizon from one forecast. Recursive: one step, fed back for the next. Beyond the horizon the direct forecast is fed back, too, a horizon at a time.</source>
      <translation>直接：一次预测给出全部步数。递归：每次预测一步，并作为下一步的输入。超出预测步数后，直接预测也会按整段回馈为输入。</translation>
    </message>
    <message>
      <source>Direction, %</source>
      <translation>方向, %</translation>
    </message>
    <message>
      <source>Discard the run</source>
      <translation>放弃本次训练</translation>
    </message>
    <message>
      <source>Double "</source>
      <translation>双引号 "</translation>
    </message>
    <message>
      <source>Drag a border, or move it with the arrow keys; Up and Down choose the border.</source>
      <translation>拖动分界线，或用左右方向键移动；上下方向键切换分界线。</translation>
    </message>
    <message>
      <source>Drag to move the split</source>
      <translation>拖动以移动划分</translation>
    </message>
    <message>
      <source>Drift and histogram leave the test part out until it is opened in the Forecast view.</source>
      <translation>在“预测”视图中打开测试部分之前，漂移提示和直方图不包含测试部分。</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>Dropout</translation>
    </message>
    <message>
      <source>Duplicate layer</source>
      <translation>复制层</translation>
    </message>
    <message>
      <source>Duplicate the chosen layer (Ctrl+D)</source>
      <translation>复制所选层 (Ctrl+D)</translation>
    </message>
    <message>
      <source>Each fold learns from rows of the training and validation parts and is judged on those that follow. The test part stays closed.</source>
      <translation>每一折从训练部分和验证部分的行中学习，并在其后的行上评判。测试部分保持关闭。</translation>
    </message>
    <message>
      <source>Each forecast becomes the input of the next one. Its errors on the part that is shown stand beside those of the direct forecast and of the baselines, from the same origins.</source>
      <translation>每次预测都成为下一次的输入。它在当前所示部分上的误差，与同一批起点上直接预测和各基线的误差并列。</translation>
    </message>
    <message>
      <source>Each series is split by time for itself; the dates span all of them.</source>
      <translation>每个序列各自按时间划分；日期涵盖全部序列。</translation>
    </message>
    <message>
      <source>Early stopping</source>
      <translation>早停</translation>
    </message>
    <message>
      <source>Enabled</source>
      <translation>启用</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>End the name in .csv or .xlsx.</source>
      <translation>请以 .csv 或 .xlsx 结尾命名。</translation>
    </message>
    <message>
      <source>End the reading of a file; everything stays as it is.</source>
      <translation>结束文件读取；一切保持原样。</translation>
    </message>
    <message>
      <source>End the reading; everything stays as it is. (Esc)</source>
      <translation>结束读取；一切保持原样。(Esc)</translation>
    </message>
    <message>
      <source>End the run after the batch at hand and keep nothing.</source>
      <translation>当前批结束后停止训练，不保留任何结果。</translation>
    </message>
    <message>
      <source>End the run after the batch at hand and keep the best weights.</source>
      <translation>当前批结束后停止训练，并保留最佳权重。</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>训练轮数</translation>
    </message>
    <message>
      <source>Epochs of a step</source>
      <translation>衰减间隔</translation>
    </message>
    <message>
      <source>Epsilon</source>
      <translation>Epsilon</translation>
    </message>
    <message>
      <source>Error, on the scaled target, from which the Huber loss grows linearly.</source>
      <translation>误差（按缩放后的目标计）超过此值后，Huber 损失改为线性增长。</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>误差</translation>
    </message>
    <message>
      <source>Escape character</source>
      <translation>转义字符</translation>
    </message>
    <message>
      <source>Every cell of it reads as a date or time.</source>
      <translation>该列每个单元格都能读作日期或时间</translation>
    </message>
    <message>
      <source>Every time comes again for each {column}. In a file larger than the memory the series are not told apart: all rows are one.</source>
      <translation>每个时间在每个 {column} 中都重复出现。大于内存的文件不区分各个序列：所有行视为一个序列。</translation>
    </message>
    <message>
      <source>Every time comes again for each {column}: there are {count:,} series in the file.</source>
      <translation>每个时间在各个 {column} 下都重复出现：文件中有 {count:,} 个序列。</translation>
    </message>
    <message>
      <source>Every time has the offset {offset} from UTC; it was left out, and the times are local.</source>
      <translation>所有时间相对 UTC 的偏移都是 {offset}；已略去偏移，时间为当地时间。</translation>
    </message>
    <message>
      <source>Everything stays as it is.</source>
      <translation>一切保持原样。</translation>
    </message>
    <message>
      <source>Expected memory</source>
      <translation>预期记忆长度</translation>
    </message>
    <message>
      <source>Experiments</source>
      <translation>实验</translation>
    </message>
    <message>
      <source>Export model</source>
      <translation>导出模型</translation>
    </message>
    <message>
      <source>Export model…</source>
      <translation>导出模型…</translation>
    </message>
    <message>
      <source>Export the model again, or take workbench.json out of the zip file.</source>
      <translation>请重新导出模型，或从 zip 文件中取出 workbench.json。</translation>
    </message>
    <message>
      <source>Export the model as ONNX or as PyTorch, which hold them.</source>
      <translation>请导出为 ONNX 或 PyTorch，它们可以保存变换。</translation>
    </message>
    <message>
      <source>Feed back and measure</source>
      <translation>回馈并测量</translation>
    </message>
    <message>
      <source>Fetch it again, or unpack it and choose the file with the rows.</source>
      <translation>请重新获取，或解压后选择含有数据行的文件。</translation>
    </message>
    <message>
      <source>Fetch or save the file again; it may not have been copied whole.</source>
      <translation>请重新获取或保存该文件；它可能没有复制完整。</translation>
    </message>
    <message>
      <source>Fetch the file with “git lfs pull”.</source>
      <translation>请用“git lfs pull”获取该文件。</translation>
    </message>
    <message>
      <source>Fifty years of growth, prices and rates; the year and the quarter are two columns.</source>
      <translation>五十年的增长、物价和利率；年份和季度各占一列。</translation>
    </message>
    <message>
      <source>File in the archive</source>
      <translation>压缩包中的文件</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>文件名过长</translation>
    </message>
    <message>
      <source>File or folder</source>
      <translation>文件或文件夹</translation>
    </message>
    <message>
      <source>File too large</source>
      <translation>文件过大</translation>
    </message>
    <message>
      <source>Files are asked about again. Send the file to whoever looks after the program, or delete it.</source>
      <translation>将重新询问文件的读取方式。请把该文件交给负责本程序的人，或将其删除。</translation>
    </message>
    <message>
      <source>Fill at most</source>
      <translation>最多填补</translation>
    </message>
    <message>
      <source>Fill forward</source>
      <translation>向前填充</translation>
    </message>
    <message>
      <source>Fill the screen, or give it back.</source>
      <translation>进入或退出全屏。</translation>
    </message>
    <message>
      <source>Fill them forward or with the last season, or leave them missing.</source>
      <translation>请用前值或上一周期的值填补,或保留为缺失。</translation>
    </message>
    <message>
      <source>Fill them in the file, or train with another choice for missing values; the model cannot look back over a hole.</source>
      <translation>请在文件中补上，或换一种缺失值处理方式重新训练；模型不能跨过空缺回看。</translation>
    </message>
    <message>
      <source>Fill {column} forward</source>
      <translation>向前填充 {column}</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>卷积核数</translation>
    </message>
    <message>
      <source>Final share</source>
      <translation>最终比例</translation>
    </message>
    <message>
      <source>Find any setting or action by a few letters.</source>
      <translation>输入几个字，即可找到任意设置或操作。</translation>
    </message>
    <message>
      <source>Finds short patterns: filters that slide along the steps.</source>
      <translation>用沿时间步滑动的卷积核寻找短小的模式。</translation>
    </message>
    <message>
      <source>First bias of the forget gate: 1 remembers for about ten steps, 4 for more than a hundred.</source>
      <translation>遗忘门的初始偏置：1 大约能记住十步，4 能记住一百多步。</translation>
    </message>
    <message>
      <source>First recurrent weights</source>
      <translation>初始循环权重</translation>
    </message>
    <message>
      <source>First weights</source>
      <translation>初始权重</translation>
    </message>
    <message>
      <source>Fold or open this card</source>
      <translation>折叠或展开此卡片</translation>
    </message>
    <message>
      <source>Fold {card}</source>
      <translation>折叠“{card}”</translation>
    </message>
    <message>
      <source>Fold {fold} of {folds}, seed {seed}: learning from {rows} rows</source>
      <translation>第 {fold} 折（共 {folds} 折），种子 {seed}：从 {rows} 行中学习</translation>
    </message>
    <message>
      <source>Folds</source>
      <translation>分折</translation>
    </message>
    <message>
      <source>For Keras 3, to forecast and to train on: raw numbers in, original units out; it can be opened here too.</source>
      <translation>供 Keras 3 预测和继续训练：输入原始数值，输出原始单位；也可在此打开。</translation>
    </message>
    <message>
      <source>For other programs and languages: raw numbers in, original units out; scaling is inside.</source>
      <translation>供其他程序和语言使用：输入原始数值，输出原始单位；缩放已包含在内。</translation>
    </message>
    <message>
      <source>Forecast</source>
      <translation>预测</translation>
    </message>
    <message>
      <source>Forecast and truth</source>
      <translation>预测与真实值</translation>
    </message>
    <message>
      <source>Forecast past the end of the data</source>
      <translation>数据末尾之后的预测</translation>
    </message>
    <message>
      <source>Forecast the horizon directly, or train with inputs that are forecast or known in the future.</source>
      <translation>请直接预测，或使用会被预测的或未来已知的输入进行训练。</translation>
    </message>
    <message>
      <source>Forecast where it was saved, or with the same versions: {made_with}. Report this with the file.</source>
      <translation>请在保存它的机器上预测，或使用相同的版本：{made_with}。并请附上该文件报告此问题。</translation>
    </message>
    <message>
      <source>Forecasts that are fed back</source>
      <translation>回馈为输入的预测</translation>
    </message>
    <message>
      <source>Forecasts with dropout</source>
      <translation>带 dropout 的预测次数</translation>
    </message>
    <message>
      <source>Forget bias</source>
      <translation>遗忘门偏置</translation>
    </message>
    <message>
      <source>Forget the last window</source>
      <translation>不再沿用上一窗口的状态</translation>
    </message>
    <message>
      <source>Forget them</source>
      <translation>清除这些选项</translation>
    </message>
    <message>
      <source>Format of the time</source>
      <translation>时间的格式</translation>
    </message>
    <message>
      <source>Formulas without a result, taken as missing: {count}. Open the file in a spreadsheet and save it to have them computed.</source>
      <translation>没有计算结果的公式按缺失处理：{count} 个。请在电子表格中打开并保存该文件，使其得到计算。</translation>
    </message>
    <message>
      <source>Found by itself:</source>
      <translation>自动识别：</translation>
    </message>
    <message>
      <source>Four years of rain, temperatures (°C) and wind: several inputs for one target.</source>
      <translation>四年的降水、气温（°C）和风速：用多个输入预测一个目标。</translation>
    </message>
    <message>
      <source>Free some space or choose another folder; what was there before is unchanged.</source>
      <translation>请腾出空间或选择其他文件夹；原有文件未受影响。</translation>
    </message>
    <message>
      <source>Free some space, or let {variable} name a folder on another disk.</source>
      <translation>请释放一些空间，或让 {variable} 指向另一磁盘上的文件夹。</translation>
    </message>
    <message>
      <source>From</source>
      <translation>时间范围</translation>
    </message>
    <message>
      <source>From {low} to {high} {unit}.</source>
      <translation>范围：{low} 到 {high} {unit}。</translation>
    </message>
    <message>
      <source>From {low} to {high}.</source>
      <translation>范围：{low} 到 {high}。</translation>
    </message>
    <message>
      <source>From {step} steps ahead on there is no interval: too few forecasts from the validation part reach so far.</source>
      <translation>从向前第 {step} 步起没有区间：验证部分中达到这么远的预测太少。</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Function applied to every value the layer gives, with Keras' defaults (leaky_relu: slope 0.2).</source>
      <translation>作用于该层每个输出值的函数，参数取 Keras 的默认值（leaky_relu 的斜率为 0.2）。</translation>
    </message>
    <message>
      <source>Function that shapes the values the layer gives, with Keras' defaults (leaky_relu: slope 0.2). The gates always use a sigmoid.</source>
      <translation>决定该层输出数值形状的函数，参数取 Keras 的默认值（leaky_relu 的斜率为 0.2）。各个门始终使用 sigmoid。</translation>
    </message>
    <message>
      <source>Further changes to the clock or to missing values of series of {group}: {count}.</source>
      <translation>{group} 的其他序列对时间轴或缺失值的更改ï¼{count} 处。</translation>
    </message>
    <message>
      <source>Further words or numbers that stand for a missing value, with spaces between them, as in -9999 n.d.</source>
      <translation>表示缺失值的其他词或数，以空格分隔，例如 -9999 n.d.</translation>
    </message>
    <message>
      <source>Future</source>
      <translation>未来</translation>
    </message>
    <message>
      <source>GRU</source>
      <translation>GRU</translation>
    </message>
    <message>
      <source>Gap</source>
      <translation>间隔</translation>
    </message>
    <message>
      <source>Gaps in the times</source>
      <translation>时间间断</translation>
    </message>
    <message>
      <source>Gaps in the times: {count}.</source>
      <translation>时间中的间断：{count} 处。</translation>
    </message>
    <message>
      <source>Gaps in the times: {count}; the longest is of {length}, after row {row} ({when}).</source>
      <translation>时间间断：{count} 处；最长的为 {length}，在第 {row} 行（{when}）之后。</translation>
    </message>
    <message>
      <source>Gaussian likelihood (NLL)</source>
      <translation>高斯似然（NLL）</translation>
    </message>
    <message>
      <source>Give it a file with at least that many rows.</source>
      <translation>请提供至少有这么多行的文件。</translation>
    </message>
    <message>
      <source>Give it a file with the columns the model was trained on.</source>
      <translation>请提供包含模型训练时所用各列的文件。</translation>
    </message>
    <message>
      <source>Give it a longer file.</source>
      <translation>请提供更长的文件。</translation>
    </message>
    <message>
      <source>Give it values that the model's transforms can be made of.</source>
      <translation>请提供模型的变换可以处理的值。</translation>
    </message>
    <message>
      <source>Give the file or its folder another name.</source>
      <translation>请给文件或其所在文件夹改名。</translation>
    </message>
    <message>
      <source>Give the hidden state of every step, not only of the last one. A recurrent layer that follows needs it.</source>
      <translation>输出每一步的隐藏状态，而不只是最后一步。后面还有循环层时必须打开。</translation>
    </message>
    <message>
      <source>Gives one vector as several steps: the start of a decoder.</source>
      <translation>把一个向量重复成多步：解码器由此开始。</translation>
    </message>
    <message>
      <source>Gives several steps as one wide step, such as the 24 hours of a day.</source>
      <translation>把多步合并成更宽的一步，例如把一天的 24 小时合为一步。</translation>
    </message>
    <message>
      <source>Go backwards</source>
      <translation>反向读取</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Go on with a newer workbench.</source>
      <translation>请用更新版本的程序继续。</translation>
    </message>
    <message>
      <source>Go on with the shown run, from its last finished epoch.</source>
      <translation>从最后完成的一轮起，继续当前显示的运行。</translation>
    </message>
    <message>
      <source>Goes on from</source>
      <translation>接续的数据</translation>
    </message>
    <message>
      <source>Gradient clipping</source>
      <translation>梯度裁剪</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>Guessed</source>
      <translation>推断</translation>
    </message>
    <message>
      <source>Has more or fewer cells than the header.</source>
      <translation>单元格数多于或少于表头。</translation>
    </message>
    <message>
      <source>Help on the focused field</source>
      <translation>当前设置项的帮助</translation>
    </message>
    <message>
      <source>Hidden sheets, which were not read: {sheets}.</source>
      <translation>未读取的隐藏工作表：{sheets}。</translation>
    </message>
    <message>
      <source>Histogram</source>
      <translation>直方图</translation>
    </message>
    <message>
      <source>Holds nothing; not read.</source>
      <translation>没有内容，不读取。</translation>
    </message>
    <message>
      <source>Horizon</source>
      <translation>预测步数</translation>
    </message>
    <message>
      <source>Horizon 1: there is no season to forecast as a whole.</source>
      <translation>预测步数 1：没有可以整体预测的周期。</translation>
    </message>
    <message>
      <source>Horizon 1: two seasons of {period} do not fit into every part of the split.</source>
      <translation>预测步数 1：并非划分的每个部分都容得下两个 {period} 步的周期。</translation>
    </message>
    <message>
      <source>Horizon {steps}: one season.</source>
      <translation>预测步数 {steps}：一个周期。</translation>
    </message>
    <message>
      <source>Hour of the day</source>
      <translation>小时</translation>
    </message>
    <message>
      <source>How columns are brought to one size, measured on the training part alone: standard gives mean 0 and deviation 1, robust uses median and quartiles.</source>
      <translation>如何把各列缩放到同一量级，只根据训练部分计算：标准化使均值为 0、标准差为 1，稳健缩放使用中位数和四分位数。</translation>
    </message>
    <message>
      <source>How columns are changed before they are scaled; forecasts are changed back to original units.</source>
      <translation>列在缩放之前如何变换；预测会还原为原始单位。</translation>
    </message>
    <message>
      <source>How importance is measured</source>
      <translation>重要性的测量方式</translation>
    </message>
    <message>
      <source>How it is used</source>
      <translation>使用方法</translation>
    </message>
    <message>
      <source>How many batches make one step of the optimizer: as one large batch would, in the memory of a small one.</source>
      <translation>累积多少批之后优化器才更新一步：效果相当于一个大批，却只占用小批的内存。</translation>
    </message>
    <message>
      <source>How many equal steps the vector becomes; for a decoder, the horizon.</source>
      <translation>把向量重复成多少个相同的步；用于解码器时，应等于预测步数。</translation>
    </message>
    <message>
      <source>How many future steps the network forecasts at once.</source>
      <translation>网络一次预测未来多少步。</translation>
    </message>
    <message>
      <source>How many lines at the end, such as totals and remarks, are no rows.</source>
      <translation>末尾有多少行（如合计和备注）不是数据行。</translation>
    </message>
    <message>
      <source>How many lines at the top belong neither to the header nor to the rows.</source>
      <translation>顶部有多少行既不属于表头也不属于数据行。</translation>
    </message>
    <message>
      <source>How many lines hold the names of the columns; 0 where there are no names.</source>
      <translation>有多少行是列名；没有列名时为 0。</translation>
    </message>
    <message>
      <source>How many missing values in a row are filled; those after them stay missing, and samples that touch them are left out.</source>
      <translation>连续的缺失值最多填补多少个；之后的仍为缺失，涉及它们的样本被舍去。</translation>
    </message>
    <message>
      <source>How many neighbouring steps a filter sees at once.</source>
      <translation>一个卷积核一次看到多少个相邻的步。</translation>
    </message>
    <message>
      <source>How many past steps the network sees in one sample (the look-back).</source>
      <translation>一个样本中网络能看到过去多少步（即回看）。</translation>
    </message>
    <message>
      <source>How many patterns are looked for; the channels of the output.</source>
      <translation>要寻找多少种模式；也就是输出的通道数。</translation>
    </message>
    <message>
      <source>How many samples are averaged for one step of the optimizer.</source>
      <translation>优化器每更新一步，对多少个样本取平均。</translation>
    </message>
    <message>
      <source>How many steps back the gradient goes through a recurrent layer; switched off, it goes all the way.</source>
      <translation>梯度在循环层中往回传播多少步；关闭时一直传到最开头。</translation>
    </message>
    <message>
      <source>How many steps become one; the number of steps must be a multiple of it.</source>
      <translation>把多少步合并为一步；总步数必须是它的整数倍。</translation>
    </message>
    <message>
      <source>How many steps before a missing value the one stands that “last season” repeats; left open, it is a day of hours, a week of days, or a year of months, weeks or quarters.</source>
      <translation>“上一季节”所重复的值在缺失值之前多少步；不填时，小时数据为一天，日数据为一周，月、周、季数据为一年。</translation>
    </message>
    <message>
      <source>How many truths the intervals hold is measured on the test part, which is closed: on the validation part, from whose errors they are made, it could not be otherwise.</source>
      <translation>区间包含真实值的比例在测试部分上测量，而测试部分尚未打开；区间由验证部分的误差得出，在验证部分上必然如此，不能说明问题。</translation>
    </message>
    <message>
      <source>How many values the layer gives for each step.</source>
      <translation>该层在每一步输出多少个值。</translation>
    </message>
    <message>
      <source>How much of its last step SGD keeps. Other optimizers do not use it.</source>
      <translation>SGD 保留上一步更新量的比例。其他优化器不使用此项。</translation>
    </message>
    <message>
      <source>How much smaller the network's mean error is than the baseline's, with its 95% interval.</source>
      <translation>网络的平均误差比该基线小多少，附 95% 区间。</translation>
    </message>
    <message>
      <source>How much worse the network forecasts when an input, or some lags of it, say nothing. Of two inputs that say the same, either may matter little.</source>
      <translation>当某个输入或其部分滞后失去信息时，网络的预测会变差多少。若两个输入包含相同信息，其中任何一个都可能显得不重要。</translation>
    </message>
    <message>
      <source>How often the forecast moves from the last value to the side that the truth does.</source>
      <translation>预测相对最后值的变动方向与真实值一致的比例。</translation>
    </message>
    <message>
      <source>How often the network sees the whole training part, at most.</source>
      <translation>网络最多把整个训练部分看多少遍。</translation>
    </message>
    <message>
      <source>How the file is read</source>
      <translation>文件读取方式</translation>
    </message>
    <message>
      <source>How the file's bytes spell its characters.</source>
      <translation>文件字节与字符之间的编码方式。</translation>
    </message>
    <message>
      <source>How the learning rate changes while the network learns: in steps, along a half cosine, up and down once, or whenever the validation loss has stopped falling.</source>
      <translation>训练过程中学习率如何变化：按阶梯下降、沿半个余弦下降、先升后降一次，或在验证损失不再下降时降低。</translation>
    </message>
    <message>
      <source>How the network is drawn</source>
      <translation>网络的绘制方式</translation>
    </message>
    <message>
      <source>How the times are written, as in %d.%m.%Y %H:%M; only needed where they are not recognised.</source>
      <translation>时间的写法，例如 %d.%m.%Y %H:%M；仅在未能识别时需要。</translation>
    </message>
    <message>
      <source>How the two directions of a bidirectional layer become one output.</source>
      <translation>双向层如何把两个方向合并为一个输出。</translation>
    </message>
    <message>
      <source>How the weights are drawn before the training.</source>
      <translation>训练之前如何随机生成权重。</translation>
    </message>
    <message>
      <source>How the weights of the inputs are drawn before the training.</source>
      <translation>训练之前如何随机生成输入的权重。</translation>
    </message>
    <message>
      <source>How the weights of the state are drawn before the training; orthogonal ones keep its length.</source>
      <translation>训练之前如何随机生成状态的权重；正交权重能保持状态向量的长度不变。</translation>
    </message>
    <message>
      <source>How to repeat it</source>
      <translation>如何重现</translation>
    </message>
    <message>
      <source>How {file} is read</source>
      <translation>{file} 的读取方式</translation>
    </message>
    <message>
      <source>Huber</source>
      <translation>Huber</translation>
    </message>
    <message>
      <source>Huber delta</source>
      <translation>Huber 阈值</translation>
    </message>
    <message>
      <source>Import again…</source>
      <translation>重新导入…</translation>
    </message>
    <message>
      <source>Importance needs at least 2 samples; the part has {count}.</source>
      <translation>测量重要性至少需要 2 个样本；该部分有 {count} 个。</translation>
    </message>
    <message>
      <source>Importance needs from {low} to {high} {what}, not {given}.</source>
      <translation>测量重要性时，{what}应为 {low} 到 {high}，而不是 {given}。</translation>
    </message>
    <message>
      <source>In steps</source>
      <translation>阶梯衰减</translation>
    </message>
    <message>
      <source>Initial state</source>
      <translation>初始状态</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Input dropout</source>
      <translation>输入丢弃率</translation>
    </message>
    <message>
      <source>Input: timesteps {steps}, features {features}</source>
      <translation>输入：时间步 {steps}，特征 {features}</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>Interval</source>
      <translation>区间</translation>
    </message>
    <message>
      <source>Intervals</source>
      <translation>区间</translation>
    </message>
    <message>
      <source>Intervals and the truth</source>
      <translation>区间与真实值</translation>
    </message>
    <message>
      <source>Invisible characters, which were left out: {count:,}.</source>
      <translation>已略去的不可见字符：{count:,} 个。</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>这是一个文件夹</translation>
    </message>
    <message>
      <source>It beats the {baseline} by {skill}.</source>
      <translation>它胜过{baseline} {skill}。</translation>
    </message>
    <message>
      <source>It cuts the lines that were looked at ({count}) most evenly.</source>
      <translation>用它切分所查看的 {count} 行最为整齐。</translation>
    </message>
    <message>
      <source>It has no weights; the Windows card sets it.</source>
      <translation>它没有权重；在“滑动窗口”卡片中设置。</translation>
    </message>
    <message>
      <source>It holds settings and code, no trained numbers to check.</source>
      <translation>其中是设置和代码，没有需要核对的训练数值。</translation>
    </message>
    <message>
      <source>It is a page to read; nothing forecasts with it.</source>
      <translation>这是供阅读的页面，不用于预测。</translation>
    </message>
    <message>
      <source>It is being opened.</source>
      <translation>正在打开。</translation>
    </message>
    <message>
      <source>It is not your doing. Your experiment could not be saved aside: save it now, if you can.</source>
      <translation>这不是您的操作造成的。实验未能另行保存：请尽可能现在保存。</translation>
    </message>
    <message>
      <source>It is not your doing. Your experiment is safe; you can go on working or start again.</source>
      <translation>这不是您的操作造成的。您的实验是安全的，可以继续工作或重新启动。</translation>
    </message>
    <message>
      <source>It is read, and never run. Typographic quotes do no harm.</source>
      <translation>代码只会被读取，绝不会运行。排版引号没有影响。</translation>
    </message>
    <message>
      <source>It is the first layer.</source>
      <translation>这已经是第一层。</translation>
    </message>
    <message>
      <source>It is the last layer.</source>
      <translation>这已经是最后一层。</translation>
    </message>
    <message>
      <source>It is the only sheet with rows that is not hidden.</source>
      <translation>它是唯一含有数据行且未隐藏的工作表。</translation>
    </message>
    <message>
      <source>It is the table in the zip archive.</source>
      <translation>它是 zip 压缩包中的表。</translation>
    </message>
    <message>
      <source>It judges the network. Whoever looks, changes something and looks again, chooses by it; so every look is counted.</source>
      <translation>测试部分用来评判网络。看过之后修改设置再看，就等于按它来挑选；因此每次查看都会计数。</translation>
    </message>
    <message>
      <source>It judges the test part, which nothing was learnt or chosen from; looks at it so far: {count}.</source>
      <translation>以上评判针对测试部分，训练和选择都未用到它；至今已查看 {count} 次。</translation>
    </message>
    <message>
      <source>It judges the validation part, by which the best epoch was chosen. The test part is closed; looks at it so far: {count}.</source>
      <translation>以上评判针对验证部分，最佳轮次据此选出。测试部分尚未打开；至今已查看 {count} 次。</translation>
    </message>
    <message>
      <source>It may have columns and times.</source>
      <translation>其中可以有 columns 和 times。</translation>
    </message>
    <message>
      <source>It opens tables ({suffixes}), experiments (.experiment.json) and models (.seqmodel).</source>
      <translation>可以打开表格({suffixes})、实验(.experiment.json)和模型(.seqmodel)。</translation>
    </message>
    <message>
      <source>It stands before quotation marks inside cells.</source>
      <translation>它位于单元格内的引号之前。</translation>
    </message>
    <message>
      <source>Its columns are: {columns}.</source>
      <translation>现有的列：{columns}。</translation>
    </message>
    <message>
      <source>Its rows</source>
      <translation>其行数</translation>
    </message>
    <message>
      <source>Its sheets are: {sheets}.</source>
      <translation>其中的工作表为：{sheets}。</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>Judged: {count}. Mean ± deviation over folds and seeds.</source>
      <translation>已评判：{count} 次。所有折与种子上的均值 ± 标准差。</translation>
    </message>
    <message>
      <source>K, M or B for thousands, millions or billions, which were multiplied out</source>
      <translation>表示千、百万或十亿的 K、M 或 B，已乘入数值</translation>
    </message>
    <message>
      <source>Keep as steps</source>
      <translation>保留为步</translation>
    </message>
    <message>
      <source>Keep gaps as steps</source>
      <translation>间断保留为步</translation>
    </message>
    <message>
      <source>Keep the weights: write a model of the workbench, and open it.</source>
      <translation>保留权重：写成工作台模型并打开。</translation>
    </message>
    <message>
      <source>Keras</source>
      <translation>Keras</translation>
    </message>
    <message>
      <source>Keras code</source>
      <translation>Keras 代码</translation>
    </message>
    <message>
      <source>Keras models</source>
      <translation>Keras 模型</translation>
    </message>
    <message>
      <source>Kernel size</source>
      <translation>卷积核大小</translation>
    </message>
    <message>
      <source>Kind of interval</source>
      <translation>区间类型</translation>
    </message>
    <message>
      <source>Known in future</source>
      <translation>未来已知</translation>
    </message>
    <message>
      <source>LSTM</source>
      <translation>LSTM</translation>
    </message>
    <message>
      <source>Lambda</source>
      <translation>λ</translation>
    </message>
    <message>
      <source>Largest part of the gradient allowed; each number beyond it is cut, before the whole is shortened.</source>
      <translation>梯度各分量允许的最大绝对值，超出的分量会被截断；在缩小梯度范数之前进行。</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>最后一个</translation>
    </message>
    <message>
      <source>Last value</source>
      <translation>末值</translation>
    </message>
    <message>
      <source>Last value and deviation</source>
      <translation>末值和标准差</translation>
    </message>
    <message>
      <source>Lay the data where it was when the model was trained.</source>
      <translation>请把数据放回训练模型时所在的位置。</translation>
    </message>
    <message>
      <source>Layer {name}</source>
      <translation>层 {name}</translation>
    </message>
    <message>
      <source>Layer {number} (Masking) looks for a value that window normalisation or seasonal residual have changed before it.</source>
      <translation>第 {number} 层（Masking）所找的值，在到达它之前已被窗口归一化或季节残差改变。</translation>
    </message>
    <message>
      <source>Layer {number} (RepeatVector) repeats {steps} times, but the horizon is {horizon}.</source>
      <translation>第 {number} 层（RepeatVector）重复 {steps} 步，而预测步数为 {horizon}。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) cannot start both from its own last window and from layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）不能既沿用自身上一窗口的状态，又从第 {earlier} 层（{earlier_kind}）的状态开始。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) cannot start from layer {earlier} ({earlier_kind}), which has other states.</source>
      <translation>第 {number} 层（{kind}）不能从第 {earlier} 层（{earlier_kind}）的状态开始，因为两者的状态种类不同。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has a kernel of {length} steps, but is given only {steps}.</source>
      <translation>第 {number} 层（{kind}）的卷积核有 {length} 步，而输入只有 {steps} 步。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has no bias, which is what the expected memory would set.</source>
      <translation>第 {number} 层（{kind}）没有偏置，而预期记忆长度正是通过偏置来设定的。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) has {units} units, but starts from the {earlier_units} of layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）有 {units} 个单元，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）有 {earlier_units} 个单元。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) is stateful: each window must begin where the one before it ended, but with a stride of {stride} and {timesteps} timesteps it does not.</source>
      <translation>第 {number} 层（{kind}）跨窗口保留状态：每个窗口必须从上一个窗口结束处开始，而步幅 {stride}、时间步 {timesteps} 做不到这一点。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) makes all {steps} steps into one, and with a single step nothing is ever remembered.</source>
      <translation>第 {number} 层（{kind}）把全部 {steps} 步合并为一步，而只有一步时什么也记不住。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) makes segments of {length} steps, but {steps} steps are no multiple of that.</source>
      <translation>第 {number} 层（{kind}）以每 {length} 步为一段，而 {steps} 步不是它的整数倍。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) needs the final state of layer {earlier} ({earlier_kind}).</source>
      <translation>第 {number} 层（{kind}）需要第 {earlier} 层（{earlier_kind}）的最终状态。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) reads the window both ways, but starts from layer {earlier} ({earlier_kind}), which reads it one way.</source>
      <translation>第 {number} 层（{kind}）双向读取窗口，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）只单向读取。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) reads the window one way, but starts from layer {earlier} ({earlier_kind}), which reads it both ways.</source>
      <translation>第 {number} 层（{kind}）单向读取窗口，而为它提供初始状态的第 {earlier} 层（{earlier_kind}）双向读取。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns every step, but layer {later} ({later_kind}) takes one vector.</source>
      <translation>第 {number} 层（{kind}）返回完整序列，而第 {later} 层（{later_kind}）只接收一个向量。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns every step, but the output needs only the last one.</source>
      <translation>第 {number} 层（{kind}）返回完整序列，而输出层只需要最后一步。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) returns only the last step, but layer {later} ({later_kind}) needs every step.</source>
      <translation>第 {number} 层（{kind}）只返回最后一步，而第 {later} 层（{later_kind}）需要完整序列。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}), which does not come before it.</source>
      <translation>第 {number} 层（{kind}）从第 {earlier} 层（{earlier_kind}）的状态开始，但后者不在它之前。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}), which is switched off.</source>
      <translation>第 {number} 层（{kind}）从第 {earlier} 层（{earlier_kind}）的状态开始，但后者已停用。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) starts from the state of {name}, but there is no such layer.</source>
      <translation>第 {number} 层（{kind}）从 {name} 的状态开始，但没有这样的层。</translation>
    </message>
    <message>
      <source>Layer {number} ({kind}) takes one vector, but no recurrent layer turns the {steps} steps into one.</source>
      <translation>第 {number} 层（{kind}）只接收一个向量，但没有循环层把 {steps} 个时间步变成一个向量。</translation>
    </message>
    <message>
      <source>Layer {number} · {kind}</source>
      <translation>第 {number} 层 · {kind}</translation>
    </message>
    <message>
      <source>Layer {number}, called {name}</source>
      <translation>第 {number} 层，名为 {name}</translation>
    </message>
    <message>
      <source>Layer {number}: {kind}, output {shape}, {count} parameters</source>
      <translation>第 {number} 层：{kind}，输出 {shape}，{count} 个参数</translation>
    </message>
    <message>
      <source>LayerNorm</source>
      <translation>LayerNorm</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>网络层</translation>
    </message>
    <message>
      <source>Learning curves</source>
      <translation>学习曲线</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>Leave it out.</source>
      <translation>请将其去掉。</translation>
    </message>
    <message>
      <source>Leave no gap</source>
      <translation>不留间隔</translation>
    </message>
    <message>
      <source>Leave the transform of {column} out</source>
      <translation>去掉 {column} 的变换</translation>
    </message>
    <message>
      <source>Leave {column} out</source>
      <translation>不使用 {column}</translation>
    </message>
    <message>
      <source>Leave “{title}” out</source>
      <translation>去掉“{title}”</translation>
    </message>
    <message>
      <source>Length of the season: 24 for the hours of a day.</source>
      <translation>季节长度：一天的小时为 24。</translation>
    </message>
    <message>
      <source>Length of the season: the layers see the difference to one season before, and the forecast is a correction to the last season.</source>
      <translation>季节周期的长度：网络层看到的是与一个周期之前的差，预测则是对上一周期的修正。</translation>
    </message>
    <message>
      <source>Lets recurrent layers skip the steps that hold one agreed value.</source>
      <translation>让循环层跳过全为某个约定值的步。</translation>
    </message>
    <message>
      <source>Likely cause: the columns are not scaled. Choose the standard scaler.</source>
      <translation>可能的原因：各列没有缩放。请选择“标准化”缩放。</translation>
    </message>
    <message>
      <source>Likely cause: the gradients exploded. Switch gradient clipping on; 1 is a good start.</source>
      <translation>可能的原因：梯度爆炸。请启用梯度裁剪，可先设为 1。</translation>
    </message>
    <message>
      <source>Likely cause: the learning rate {rate:g} is too high. Try {lower:g}.</source>
      <translation>可能的原因：学习率 {rate:g} 过大。请试试 {lower:g}。</translation>
    </message>
    <message>
      <source>Likely cause: {kind} with the activation {activation} grows without bound from step to step. Use tanh, or lower the learning rate ({rate:g}).</source>
      <translation>可能的原因：{kind} 使用激活函数 {activation}，数值逐步无限增长。请改用 tanh，或降低学习率（{rate:g}）。</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Line of units</source>
      <translation>单位行</translation>
    </message>
    <message>
      <source>Line {line}</source>
      <translation>第 {line} 行</translation>
    </message>
    <message>
      <source>Line {line} cannot be read as Python: {words}</source>
      <translation>第 {line} 行无法按 Python 读取：{words}</translation>
    </message>
    <message>
      <source>Lines above the header</source>
      <translation>表头之前的行数</translation>
    </message>
    <message>
      <source>Lines above the header that belong to no row: {count:,}.</source>
      <translation>表头之前不属于数据的行：{count:,} 行。</translation>
    </message>
    <message>
      <source>Lines below the last row that belong to no row: {count:,}.</source>
      <translation>最后一行数据之后不属于数据的行：{count:,} 行。</translation>
    </message>
    <message>
      <source>Lines below the rows</source>
      <translation>数据之后的行数</translation>
    </message>
    <message>
      <source>Lines of the file and what each is taken for</source>
      <translation>文件各行及其识别结果</translation>
    </message>
    <message>
      <source>Lines of the header</source>
      <translation>表头的行数</translation>
    </message>
    <message>
      <source>Lines of words between the rows, which were left out: {count:,}.</source>
      <translation>数据行之间的文字行，已略去：{count:,} 行。</translation>
    </message>
    <message>
      <source>Lines that begin with {mark}, taken as remarks: {count:,}.</source>
      <translation>以 {mark} 开头、当作注释的行：{count:,} 行。</translation>
    </message>
    <message>
      <source>Lines {lines}</source>
      <translation>第 {lines} 行</translation>
    </message>
    <message>
      <source>Load, and read every file with the same header and ending so.</source>
      <translation>载入，并以同样方式读取表头和扩展名相同的所有文件。</translation>
    </message>
    <message>
      <source>Loading the plots…</source>
      <translation>正在加载绘图组件…</translation>
    </message>
    <message>
      <source>Loading torch and preparing the samples…</source>
      <translation>正在加载 torch 并准备样本…</translation>
    </message>
    <message>
      <source>Loading torch, then it begins…</source>
      <translation>正在加载 torch，随后开始…</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>对数</translation>
    </message>
    <message>
      <source>Longest gradient allowed; longer ones are shortened. It keeps recurrent networks from exploding.</source>
      <translation>允许的最大梯度范数，超过时按比例缩小；可防止循环网络梯度爆炸。</translation>
    </message>
    <message>
      <source>Longest holiday</source>
      <translation>最长假期</translation>
    </message>
    <message>
      <source>Look-back at a boundary</source>
      <translation>边界处的回看</translation>
    </message>
    <message>
      <source>Looked at: the last {rows} of the {all} training rows.</source>
      <translation>所查看的是 {all} 行训练数据中的最后 {rows} 行。</translation>
    </message>
    <message>
      <source>Looked at: {name}, the longest of {count} series.</source>
      <translation>所查看的是 {name}，{count} 个序列中最长的一个。</translation>
    </message>
    <message>
      <source>Looking at the values…</source>
      <translation>正在分析数值…</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>Loss of the best epoch</source>
      <translation>最佳轮次的损失</translation>
    </message>
    <message>
      <source>MAE {error} on {samples} samples with nothing taken away.</source>
      <translation>不去除任何信息时，{samples} 个样本上的 MAE 为 {error}。</translation>
    </message>
    <message>
      <source>MAE, RMSE and bias are in the target's unit. MASE is the mean absolute error divided by the mean step in the training part. R² is 1 for a perfect forecast, 0 for the mean. Direction is how often the forecast moves to the side that the truth does.</source>
      <translation>MAE、RMSE 和偏差以目标列的单位计。MASE 是平均绝对误差除以训练部分的平均步差。R² 为 1 表示预测完美，为 0 相当于取均值。方向是预测与真实值朝同一侧变化的比例。</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>生成工具</translation>
    </message>
    <message>
      <source>Made by Sequence Workbench {version} on {when}.</source>
      <translation>由 Sequence Workbench {version} 于 {when} 生成。</translation>
    </message>
    <message>
      <source>Made on</source>
      <translation>生成时间</translation>
    </message>
    <message>
      <source>Made with</source>
      <translation>生成环境</translation>
    </message>
    <message>
      <source>Make the change again.</source>
      <translation>重做刚才撤销的更改。</translation>
    </message>
    <message>
      <source>Mark of a remark</source>
      <translation>注释标记</translation>
    </message>
    <message>
      <source>Masked value</source>
      <translation>掩码值</translation>
    </message>
    <message>
      <source>Masking</source>
      <translation>Masking</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>均值</translation>
    </message>
    <message>
      <source>Mean (ave)</source>
      <translation>平均（ave）</translation>
    </message>
    <message>
      <source>Mean absolute error divided by the mean step in the training part: below 1 beats repeating the last value.</source>
      <translation>平均绝对误差除以训练部分的平均步长：小于 1 表示优于重复最后一个值。</translation>
    </message>
    <message>
      <source>Mean absolute error, in the target's unit.</source>
      <translation>平均绝对误差，单位与目标相同。</translation>
    </message>
    <message>
      <source>Mean absolute percentage error; not defined where the truth is zero.</source>
      <translation>平均绝对百分比误差；真实值为零时无定义。</translation>
    </message>
    <message>
      <source>Mean and deviation</source>
      <translation>均值和标准差</translation>
    </message>
    <message>
      <source>Mean error of {target} on the test part</source>
      <translation>{target} 在测试部分的平均误差</translation>
    </message>
    <message>
      <source>Mean error of {target} on the validation part</source>
      <translation>{target} 在验证部分的平均误差</translation>
    </message>
    <message>
      <source>Mean of forecast minus truth: above 0, the forecasts are too high.</source>
      <translation>预测值减真实值的平均：大于 0 表示预测偏高。</translation>
    </message>
    <message>
      <source>Measure</source>
      <translation>测量</translation>
    </message>
    <message>
      <source>Measure and draw</source>
      <translation>测量并绘制</translation>
    </message>
    <message>
      <source>Measures</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Measures beside the baselines</source>
      <translation>与基线并列的指标</translation>
    </message>
    <message>
      <source>Measures of each series</source>
      <translation>各序列的指标</translation>
    </message>
    <message>
      <source>Measures of every fold</source>
      <translation>各折的指标</translation>
    </message>
    <message>
      <source>Measures of the network and of the baselines</source>
      <translation>网络与各基线的指标</translation>
    </message>
    <message>
      <source>Memory that the workbench takes</source>
      <translation>本程序占用的内存</translation>
    </message>
    <message>
      <source>Mend the network first; then there is code to copy.</source>
      <translation>请先修正网络，之后才有代码可以复制。</translation>
    </message>
    <message>
      <source>Mend those rows, choose another time column, or say that the rows are already in order.</source>
      <translation>请修正这些行，选择另一时间列，或说明各行已按顺序排列。</translation>
    </message>
    <message>
      <source>Merge mode</source>
      <translation>合并方式</translation>
    </message>
    <message>
      <source>Microseconds since 1970</source>
      <translation>自 1970 年起的微秒</translation>
    </message>
    <message>
      <source>Milliseconds since 1970</source>
      <translation>自 1970 年起的毫秒</translation>
    </message>
    <message>
      <source>Min-max (0–1)</source>
      <translation>最小–最大（0–1）</translation>
    </message>
    <message>
      <source>Missing values</source>
      <translation>缺失值</translation>
    </message>
    <message>
      <source>Missing values among the last {timesteps} rows: what follows is forecast from row {row} ({when}) on.</source>
      <translation>最后 {timesteps} 行中有缺失值：从第 {row} 行（{when}）之后开始预测。</translation>
    </message>
    <message>
      <source>Missing values in {column}</source>
      <translation>{column} 的缺失值</translation>
    </message>
    <message>
      <source>Missing values in {column}: {count} ({share:.2%}), at {places}.</source>
      <translation>{column} 的缺失值：{count}（{share:.2%}），在{places}。</translation>
    </message>
    <message>
      <source>Missing values in {column}: {count}, the first at row {row} ({when}).</source>
      <translation>{column} 有 {count} 个缺失值，第一个在第 {row} 行（{when}）。</translation>
    </message>
    <message>
      <source>Missing values in {column}: {count}, the first at row {row}.</source>
      <translation>{column} 有 {count} 个缺失值，第一个在第 {row} 行。</translation>
    </message>
    <message>
      <source>Missing values of {names} are filled from later ones, which an earlier fold must not know.</source>
      <translation>{names} 的缺失值由之后的值填补,而较早的折不得知道这些值。</translation>
    </message>
    <message>
      <source>Mixed (CUDA)</source>
      <translation>混合（CUDA）</translation>
    </message>
    <message>
      <source>Mixed computes most products on a CUDA device in 16 bits: faster and smaller, and a little less exact. The CPU computes in 32 bits only.</source>
      <translation>混合精度在 CUDA 设备上以 16 位计算大部分乘法：更快、更省显存，精确度略低。CPU 只以 32 位计算。</translation>
    </message>
    <message>
      <source>Mixed precision needs a CUDA device; this run would be on {device}.</source>
      <translation>混合精度需要 CUDA 设备；而本次运行将使用 {device}。</translation>
    </message>
    <message>
      <source>Model {name} opened</source>
      <translation>已打开模型 {name}</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Momentum</source>
      <translation>动量</translation>
    </message>
    <message>
      <source>Month of the year</source>
      <translation>月份</translation>
    </message>
    <message>
      <source>Month, day, year</source>
      <translation>月、日、年</translation>
    </message>
    <message>
      <source>More epochs</source>
      <translation>追加轮数</translation>
    </message>
    <message>
      <source>More settings</source>
      <translation>更多设置</translation>
    </message>
    <message>
      <source>Move the chosen layer down (Alt+Down)</source>
      <translation>下移所选层 (Alt+Down)</translation>
    </message>
    <message>
      <source>Move the chosen layer up (Alt+Up)</source>
      <translation>上移所选层 (Alt+Up)</translation>
    </message>
    <message>
      <source>NUL bytes stand between the characters.</source>
      <translation>字符之间有 NUL 字节。</translation>
    </message>
    <message>
      <source>NUL bytes, which were left out: {count:,}.</source>
      <translation>NUL 字节，已略去：{count:,} 个。</translation>
    </message>
    <message>
      <source>Name one of the files in it; workbench init reads all of them as the series of one group.</source>
      <translation>请指定其中的一个文件；workbench init 会把所有文件作为同一分组的各个序列读取。</translation>
    </message>
    <message>
      <source>Name the time column in the settings of the file.</source>
      <translation>请在文件的读取设置中指定时间列。</translation>
    </message>
    <message>
      <source>Nanoseconds since 1970</source>
      <translation>自 1970 年起的纳秒</translation>
    </message>
    <message>
      <source>Natural logarithm, for values above zero that grow by a share of themselves.</source>
      <translation>自然对数，适用于按自身比例增长的正值。</translation>
    </message>
    <message>
      <source>Nearly the memory of an LSTM with two gates and fewer weights.</source>
      <translation>只用两个门、权重更少，记忆力却接近 LSTM。</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>网络</translation>
    </message>
    <message>
      <source>Network: {layers}</source>
      <translation>网络：{layers}</translation>
    </message>
    <message>
      <source>New experiment</source>
      <translation>新建实验</translation>
    </message>
    <message>
      <source>No column is chosen to be forecast.</source>
      <translation>没有选择要预测的列。</translation>
    </message>
    <message>
      <source>No file is being read.</source>
      <translation>当前没有正在读取的文件。</translation>
    </message>
    <message>
      <source>No forecast past the end of the data</source>
      <translation>没有数据末尾之后的预测</translation>
    </message>
    <message>
      <source>No mean error can be given: values or forecasts of {target} are no finite numbers.</source>
      <translation>无法给出平均误差：{target} 的数值或预测不是有限数。</translation>
    </message>
    <message>
      <source>No recurrent layer learns which steps layer {number} (Masking) marks.</source>
      <translation>第 {number} 层（Masking）标记了要跳过的步，但没有循环层能得知这些标记。</translation>
    </message>
    <message>
      <source>No recurrent layer turns the {steps} steps into the one vector that the output needs.</source>
      <translation>没有循环层把 {steps} 个时间步变成输出层所需的一个向量。</translation>
    </message>
    <message>
      <source>No row with names was found above the numbers; the columns are numbered.</source>
      <translation>数值上方没有找到列名行；各列以编号命名。</translation>
    </message>
    <message>
      <source>No run is in progress.</source>
      <translation>当前没有运行。</translation>
    </message>
    <message>
      <source>No sample of the {part} part is left: {missing} touch a missing value, {ahead} would see a value that was filled from later ones, {judged} would be judged by a filled value.</source>
      <translation>{part}部分没有剩下样本：{missing} 个涉及缺失值，{ahead} 个会看到用后面的值填补的值，{judged} 个会以填补的值评判。</translation>
    </message>
    <message>
      <source>No segments: a season of {period} is longer than the longest segment, {most}.</source>
      <translation>不分段：{period} 步的周期比最长的段（{most}）还长。</translation>
    </message>
    <message>
      <source>No segments: the look-back holds fewer than two seasons.</source>
      <translation>不分段：回看范围不足两个周期。</translation>
    </message>
    <message>
      <source>No segments: there is no season to cut by.</source>
      <translation>不分段：没有可以据以分段的周期。</translation>
    </message>
    <message>
      <source>No series is loaded.</source>
      <translation>未载入序列。</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>磁盘空间不足</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
      <source>No time</source>
      <translation>不是时间</translation>
    </message>
    <message>
      <source>No time column was found: the rows are taken to be in order.</source>
      <translation>未找到时间列，视各行已按顺序排列。</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>None (valid)</source>
      <translation>不填充（valid）</translation>
    </message>
    <message>
      <source>Normal temperature of every hour of a year (°F), with the date in the second column.</source>
      <translation>一年中每小时的常年平均气温（°F），日期在第二列。</translation>
    </message>
    <message>
      <source>Normal temperature of every hour of a year (°F): a strong daily rhythm.</source>
      <translation>一年中每小时的常年平均气温（°F）：昼夜规律明显。</translation>
    </message>
    <message>
      <source>Normalisation</source>
      <translation>归一化</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>不是文件夹</translation>
    </message>
    <message>
      <source>Not taken over</source>
      <translation>未采用</translation>
    </message>
    <message>
      <source>Note's stack</source>
      <translation>笔记中的网络</translation>
    </message>
    <message>
      <source>Nothing is left out.</source>
      <translation>没有遗漏。</translation>
    </message>
    <message>
      <source>Nothing stood out, and nothing had to be guessed.</source>
      <translation>没有值得注意之处，也无需猜测。</translation>
    </message>
    <message>
      <source>Nothing to redo</source>
      <translation>没有可重做的操作</translation>
    </message>
    <message>
      <source>Nothing to undo</source>
      <translation>没有可撤销的操作</translation>
    </message>
    <message>
      <source>Nothing was written. Save the model as a bundle, and report this with the model's file.</source>
      <translation>没有写入任何文件。请将模型保存为工作台模型，并附上该文件报告此问题。</translation>
    </message>
    <message>
      <source>Notices: {count}</source>
      <translation>提示：{count} 条</translation>
    </message>
    <message>
      <source>ONNX</source>
      <translation>ONNX</translation>
    </message>
    <message>
      <source>Of a single time step, window normalisation leaves nothing but zeros: the layers see no data.</source>
      <translation>只有一个时间步时，窗口归一化的结果全为零：网络层看不到任何数据。</translation>
    </message>
    <message>
      <source>Of the {share:.0%} intervals {inside:.1%} hold the truth.</source>
      <translation>{share:.0%} 区间中有 {inside:.1%} 包含真实值。</translation>
    </message>
    <message>
      <source>On a plateau</source>
      <translation>停滞时衰减</translation>
    </message>
    <message>
      <source>One LSTM of 32 units: trains in seconds, and is often enough.</source>
      <translation>一个 32 单元的 LSTM：几秒即可训练完，往往已经够用。</translation>
    </message>
    <message>
      <source>One Python file that repeats the training with PyTorch alone.</source>
      <translation>一个 Python 文件，仅用 PyTorch 重复这次训练。</translation>
    </message>
    <message>
      <source>One column holds the dates, the other the times of day.</source>
      <translation>一列是日期，另一列是时刻。</translation>
    </message>
    <message>
      <source>One cycle</source>
      <translation>单周期</translation>
    </message>
    <message>
      <source>One page for people: data, network, verdict, measures and pictures. It needs the model's own data.</source>
      <translation>供人阅读的一页：数据、网络、结论、指标和图。需要模型自己的数据。</translation>
    </message>
    <message>
      <source>Only the beginning of the file is shown here; Load looks at all of it.</source>
      <translation>此处仅显示文件开头；载入时会检查整个文件。</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open Keras model</source>
      <translation>打开 Keras 模型</translation>
    </message>
    <message>
      <source>Open a CSV or text file first.</source>
      <translation>请先打开 CSV 或文本文件。</translation>
    </message>
    <message>
      <source>Open a folder of tables with the same columns as one experiment: each file is a series.</source>
      <translation>把一个文件夹中列相同的表格作为一个实验打开：每个文件是一个序列。</translation>
    </message>
    <message>
      <source>Open a model that the workbench saved (.seqmodel).</source>
      <translation>请打开由本程序保存的模型（.seqmodel）。</translation>
    </message>
    <message>
      <source>Open a table (CSV, workbook, Parquet), an experiment or a saved model.</source>
      <translation>打开表格(CSV、工作簿、Parquet)、实验或已保存的模型。</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Open folder…</source>
      <translation>打开文件夹…</translation>
    </message>
    <message>
      <source>Open it again.</source>
      <translation>请重新打开它。</translation>
    </message>
    <message>
      <source>Open it in a spreadsheet, and save it as CSV or as a workbook.</source>
      <translation>请在电子表格中打开，并另存为 CSV 或工作簿。</translation>
    </message>
    <message>
      <source>Open it in the spreadsheet, and save a copy without a password.</source>
      <translation>请在电子表格中打开，并另存一份不带密码的副本。</translation>
    </message>
    <message>
      <source>Open it once more.</source>
      <translation>请再次打开它。</translation>
    </message>
    <message>
      <source>Open it with a newer workbench.</source>
      <translation>请用更新版本的程序打开。</translation>
    </message>
    <message>
      <source>Open recent</source>
      <translation>最近打开</translation>
    </message>
    <message>
      <source>Open the file or the experiment again to read it.</source>
      <translation>重新打开该文件或实验即可读取。</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Open the table in the clipboard, as copied from a spreadsheet; it is kept as a file.</source>
      <translation>打开剪贴板中从电子表格复制的表格；它会保存为文件。</translation>
    </message>
    <message>
      <source>Open the test part</source>
      <translation>打开测试部分</translation>
    </message>
    <message>
      <source>Open the test part first: the forecast past the end comes with it.</source>
      <translation>请先打开测试部分：数据末尾之后的预测随之给出。</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>打开…</translation>
    </message>
    <message>
      <source>Optimizer</source>
      <translation>优化器</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>顺序</translation>
    </message>
    <message>
      <source>Order of the date</source>
      <translation>日期的顺序</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Output layer: {shape}, {count} parameters</source>
      <translation>输出层：{shape}，{count} 个参数</translation>
    </message>
    <message>
      <source>Output shape: B samples of a batch, then steps and channels</source>
      <translation>输出形状：B 为一批的样本数，其后是步数和通道数</translation>
    </message>
    <message>
      <source>Output: horizon {horizon}, targets {targets}</source>
      <translation>输出：预测步数 {horizon}，目标 {targets}</translation>
    </message>
    <message>
      <source>Over how many epochs the learning rate rises evenly to its full size, before the schedule begins.</source>
      <translation>在调度开始之前，学习率用多少轮匀速升到设定值。</translation>
    </message>
    <message>
      <source>Pad the start with zeros (causal)</source>
      <translation>在开头补零（causal）</translation>
    </message>
    <message>
      <source>Padding</source>
      <translation>填充</translation>
    </message>
    <message>
      <source>Parquet and Arrow</source>
      <translation>Parquet 与 Arrow</translation>
    </message>
    <message>
      <source>Part</source>
      <translation>部分</translation>
    </message>
    <message>
      <source>Partial</source>
      <translation>偏自相关</translation>
    </message>
    <message>
      <source>Past steps seen</source>
      <translation>可见的过去步数</translation>
    </message>
    <message>
      <source>Past the end of the data</source>
      <translation>数据末尾之后</translation>
    </message>
    <message>
      <source>Paste Keras code</source>
      <translation>粘贴 Keras 代码</translation>
    </message>
    <message>
      <source>Paste Keras code…</source>
      <translation>粘贴 Keras 代码…</translation>
    </message>
    <message>
      <source>Paste data</source>
      <translation>粘贴数据</translation>
    </message>
    <message>
      <source>Paste only the lines that build the model.</source>
      <translation>请只粘贴构建模型的几行。</translation>
    </message>
    <message>
      <source>Paste only the lines that build, compile and fit the model.</source>
      <translation>请只粘贴构建、编译和训练模型的几行。</translation>
    </message>
    <message>
      <source>Paste the lines with Sequential([…]), model.add(…) or Model(inputs, outputs).</source>
      <translation>请粘贴含 Sequential([…])、model.add(…) 或 Model(inputs, outputs) 的几行。</translation>
    </message>
    <message>
      <source>Paste whole lines, from Sequential to the end of fit.</source>
      <translation>请粘贴完整的行，从 Sequential 到 fit 结束。</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Peak of the cycle</source>
      <translation>峰值位置</translation>
    </message>
    <message>
      <source>Periodogram</source>
      <translation>周期图</translation>
    </message>
    <message>
      <source>Permission denied</source>
      <translation>没有权限</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>图</translation>
    </message>
    <message>
      <source>Picture of the errors</source>
      <translation>误差图</translation>
    </message>
    <message>
      <source>Plateau patience</source>
      <translation>停滞容忍期</translation>
    </message>
    <message>
      <source>Point .</source>
      <translation>点 .</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精度</translation>
    </message>
    <message>
      <source>Preparing the samples…</source>
      <translation>正在准备样本…</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>预设</translation>
    </message>
    <message>
      <source>Press Train (F5): the losses and the forecasts appear here while the network learns.</source>
      <translation>按“训练”（F5）：网络学习时，这里会显示损失和预测。</translation>
    </message>
    <message>
      <source>Processors</source>
      <translation>处理器数</translation>
    </message>
    <message>
      <source>Product (mul)</source>
      <translation>相乘（mul）</translation>
    </message>
    <message>
      <source>Progress of the reading</source>
      <translation>读取进度</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <translation>训练进度</translation>
    </message>
    <message>
      <source>Pulls the weights towards zero a little at each step, against overfitting.</source>
      <translation>每一步把权重略微拉向零，防止过拟合。</translation>
    </message>
    <message>
      <source>Put a copy below the chosen layer.</source>
      <translation>在所选层下方放一个副本。</translation>
    </message>
    <message>
      <source>Put an LSTM below the chosen layer.</source>
      <translation>在所选层下方添加一个 LSTM。</translation>
    </message>
    <message>
      <source>Put fewer files into the folder, or join them into one file, which is read by blocks.</source>
      <translation>请减少文件夹中的文件，或将它们合并为一个文件，该文件将分块读取。</translation>
    </message>
    <message>
      <source>Put only files with the same columns into the folder.</source>
      <translation>文件夹中只应放入列相同的文件。</translation>
    </message>
    <message>
      <source>Put the cursor into a field and press F1: it says what the field means.</source>
      <translation>把光标放进任意设置项后按 F1，即可查看它的含义。</translation>
    </message>
    <message>
      <source>PyTorch and NumPy scripts</source>
      <translation>PyTorch 与 NumPy 脚本</translation>
    </message>
    <message>
      <source>Quantile levels</source>
      <translation>分位数水平</translation>
    </message>
    <message>
      <source>Quantiles (pinball)</source>
      <translation>分位数（pinball）</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Quotation mark</source>
      <translation>引号</translation>
    </message>
    <message>
      <source>RMSprop</source>
      <translation>RMSprop</translation>
    </message>
    <message>
      <source>Random walk (made)</source>
      <translation>随机游走（合成）</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>丢弃率</translation>
    </message>
    <message>
      <source>Read it both ways</source>
      <translation>改为双向读取</translation>
    </message>
    <message>
      <source>Read it one way</source>
      <translation>改为单向读取</translation>
    </message>
    <message>
      <source>Read layers and training from Keras code; it is never run.</source>
      <translation>从 Keras 代码读取层和训练设置；代码绝不会运行。</translation>
    </message>
    <message>
      <source>Read the whole file so.</source>
      <translation>按此方式读取整个文件。</translation>
    </message>
    <message>
      <source>Read the window forwards and backwards with two sets of weights.</source>
      <translation>用两组权重分别正向和反向读取窗口。</translation>
    </message>
    <message>
      <source>Read the window from its last step to its first.</source>
      <translation>从窗口的最后一步读到第一步。</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>文件系统只读</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>读取</translation>
    </message>
    <message>
      <source>Reading ({count})</source>
      <translation>读取（{count}）</translation>
    </message>
    <message>
      <source>Reading {name}…</source>
      <translation>正在读取 {name}…</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Reads each window both ways; for patterns whose end explains their start.</source>
      <translation>双向读取每个窗口；适合要看到结尾才能理解开头的模式。</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>就绪</translation>
    </message>
    <message>
      <source>Ready; torch is being loaded in the background…</source>
      <translation>就绪；正在后台加载 torch…</translation>
    </message>
    <message>
      <source>Recurrent dropout</source>
      <translation>循环丢弃率</translation>
    </message>
    <message>
      <source>Recurrent networks on your own time series. Everything stays on this machine.</source>
      <translation>用您自己的时间序列训练循环神经网络。所有数据都只留在本机。</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Remembers over long spans: a cell state guarded by three gates.</source>
      <translation>能跨越较长时间保留信息：细胞状态由三个门控制。</translation>
    </message>
    <message>
      <source>Remove a layer first.</source>
      <translation>请先移除一层。</translation>
    </message>
    <message>
      <source>Remove stray cells far from the table, or save the table as CSV.</source>
      <translation>请删除远离表格的零散单元格，或将表格另存为 CSV。</translation>
    </message>
    <message>
      <source>Remove the chosen layer (Del)</source>
      <translation>移除所选层 (Del)</translation>
    </message>
    <message>
      <source>Repair: {label}.</source>
      <translation>修复方法：{label}。</translation>
    </message>
    <message>
      <source>Repeat {horizon} times</source>
      <translation>改为重复 {horizon} 步</translation>
    </message>
    <message>
      <source>RepeatVector</source>
      <translation>RepeatVector</translation>
    </message>
    <message>
      <source>Repeated times</source>
      <translation>重复的时间</translation>
    </message>
    <message>
      <source>Repeats</source>
      <translation>重复步数</translation>
    </message>
    <message>
      <source>Replace a layer by a recurrent one.</source>
      <translation>请把其中一层换成循环层。</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Report…</source>
      <translation>报告…</translation>
    </message>
    <message>
      <source>Reset after</source>
      <translation>重置门后置</translation>
    </message>
    <message>
      <source>Return every step</source>
      <translation>返回完整序列</translation>
    </message>
    <message>
      <source>Return only the last step</source>
      <translation>只返回最后一步</translation>
    </message>
    <message>
      <source>Return sequences</source>
      <translation>返回完整序列</translation>
    </message>
    <message>
      <source>Return state</source>
      <translation>返回状态</translation>
    </message>
    <message>
      <source>Return the state</source>
      <translation>返回状态</translation>
    </message>
    <message>
      <source>Ridge regression on the window, solved on the training part: what can be had without a network.</source>
      <translation>在窗口上的岭回归，用训练部分直接求解：不用网络就能得到的结果。</translation>
    </message>
    <message>
      <source>River Nile, yearly</source>
      <translation>尼罗河流量，每年</translation>
    </message>
    <message>
      <source>Robust (quartiles)</source>
      <translation>稳健（四分位数）</translation>
    </message>
    <message>
      <source>Root mean squared error, in the target's unit: large errors count more.</source>
      <translation>均方根误差，单位与目标相同：大误差的影响更大。</translation>
    </message>
    <message>
      <source>Row {row} is {cell}; send null where a value is missing.</source>
      <translation>第 {row} 行是 {cell}；缺失的值请发送 null。</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>行数</translation>
    </message>
    <message>
      <source>Rows above the table, which were left out: {count}.</source>
      <translation>表格上方被略去的行：{count} 行。</translation>
    </message>
    <message>
      <source>Rows below the table, which were left out: {count}.</source>
      <translation>表格下方被略去的行：{count} 行。</translation>
    </message>
    <message>
      <source>Rows by column: {lengths}.</source>
      <translation>各列的行数：{lengths}。</translation>
    </message>
    <message>
      <source>Rows can be added only where every row has a time.</source>
      <translation>只有每行都有时间时才能添加行。</translation>
    </message>
    <message>
      <source>Rows of the sample</source>
      <translation>该样本的各行</translation>
    </message>
    <message>
      <source>Rows on a Saturday or Sunday: {count}, the first at row {row} ({when}); business days have none.</source>
      <translation>周六或周日的行：{count}，第一处在第 {row} 行（{when}）；工作日历中没有周末。</translation>
    </message>
    <message>
      <source>Rows that a fold learns from</source>
      <translation>每一折用于学习的行</translation>
    </message>
    <message>
      <source>Rows that lie between two steps: {count}, at {places}.</source>
      <translation>落在两步之间的行：{count}，在{places}。</translation>
    </message>
    <message>
      <source>Rows that repeat the header, which were left out: {count}.</source>
      <translation>重复表头而被略去的行：{count} 行。</translation>
    </message>
    <message>
      <source>Rows that repeat the time of the row before: {count}.</source>
      <translation>与上一行时间相同的行ï¼{count} 行。</translation>
    </message>
    <message>
      <source>Rows that were added where the times have gaps: {count}, the first after {when}.</source>
      <translation>在时间间断处添加的行：{count}，第一处在 {when} 之后。</translation>
    </message>
    <message>
      <source>Rows that were dropped because of missing values: {count} ({share:.2%}). The rows on both sides count as neighbours.</source>
      <translation>因缺失值删除的行：{count}（{share:.2%}）。两侧的行视为相邻。</translation>
    </message>
    <message>
      <source>Rows that were merged with another of the same time: {count}; each time has {values} now.</source>
      <translation>与同一时间的其他行合并的行：{count}；现在每个时间取{values}。</translation>
    </message>
    <message>
      <source>Rows where the time goes back: {count}. They are kept in the order of the file.</source>
      <translation>有 {count} 行的时间早于上一行，仍按文件中的顺序保留。</translation>
    </message>
    <message>
      <source>Rows whose time an earlier row has: {count}, at {places}.</source>
      <translation>与更早的行时间相同的行：{count}，在{places}。</translation>
    </message>
    <message>
      <source>Rows whose time stands in an earlier row too: {count}.</source>
      <translation>时间在更早的行中已出现过的行ï¼{count} 行。</translation>
    </message>
    <message>
      <source>Rows whose time was moved to the nearest step: {count}, by at most {seconds:g} s, the first at row {row} ({when}).</source>
      <translation>时间移到最近一步的行：{count}，最多移动 {seconds:g} 秒，第一处在第 {row} 行（{when}）。</translation>
    </message>
    <message>
      <source>Rows with more or fewer cells than the others: {count:,}. What is beyond the last column was left out, what lacks is missing.</source>
      <translation>单元格多于或少于其他行的行：{count:,} 行。超出最后一列的部分已略去，缺少的部分视为缺失。</translation>
    </message>
    <message>
      <source>Rows without a time, which were left out: {count:,}.</source>
      <translation>没有时间的行，已略去：{count:,} 行。</translation>
    </message>
    <message>
      <source>Rows without any value, which were left out: {count:,}.</source>
      <translation>没有任何值的行，已略去：{count:,} 行。</translation>
    </message>
    <message>
      <source>Runs and recovered work: {path}</source>
      <translation>运行记录与恢复文件：{path}</translation>
    </message>
    <message>
      <source>SGD</source>
      <translation>SGD</translation>
    </message>
    <message>
      <source>Sample</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Sample data</source>
      <translation>示例数据</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>样本</translation>
    </message>
    <message>
      <source>Samples of the training part, in Keras' order of axes.</source>
      <translation>训练部分的样本，轴的顺序与 Keras 相同。</translation>
    </message>
    <message>
      <source>Samples that are left out because their past ends where a value was filled from later ones: {count}.</source>
      <translation>因回看窗口的末尾用后面的值填补而舍去的样本：{count}。</translation>
    </message>
    <message>
      <source>Samples that are left out because they touch a missing value: {count}.</source>
      <translation>因涉及缺失值而舍去的样本：{count}。</translation>
    </message>
    <message>
      <source>Samples: training {train}, validation {validation}, test {test}</source>
      <translation>样本数：训练 {train}，验证 {validation}，测试 {test}</translation>
    </message>
    <message>
      <source>San Francisco temperatures, hourly</source>
      <translation>旧金山气温，每小时</translation>
    </message>
    <message>
      <source>Save as model…</source>
      <translation>另存为模型…</translation>
    </message>
    <message>
      <source>Save everything that is set, as a small text file.</source>
      <translation>将全部设置保存为一个小型文本文件。</translation>
    </message>
    <message>
      <source>Save experiment</source>
      <translation>保存实验</translation>
    </message>
    <message>
      <source>Save experiment as…</source>
      <translation>实验另存为…</translation>
    </message>
    <message>
      <source>Save forecast</source>
      <translation>保存预测</translation>
    </message>
    <message>
      <source>Save forecast…</source>
      <translation>保存预测…</translation>
    </message>
    <message>
      <source>Save it as CSV, which is read piece by piece, or choose fewer rows or columns.</source>
      <translation>请另存为可分段读取的 CSV，或减少行数或列数。</translation>
    </message>
    <message>
      <source>Save it as UTF-8 with a line for each row, or as Parquet.</source>
      <translation>请另存为每行数据占一行的 UTF-8 文本，或另存为 Parquet。</translation>
    </message>
    <message>
      <source>Save it without a key.</source>
      <translation>请另存一份不加密的文件。</translation>
    </message>
    <message>
      <source>Save it?</source>
      <translation>要保存吗？</translation>
    </message>
    <message>
      <source>Save model</source>
      <translation>保存模型</translation>
    </message>
    <message>
      <source>Save model…</source>
      <translation>保存模型…</translation>
    </message>
    <message>
      <source>Save numbers</source>
      <translation>保存数据</translation>
    </message>
    <message>
      <source>Save numbers…</source>
      <translation>保存数据…</translation>
    </message>
    <message>
      <source>Save picture</source>
      <translation>保存图片</translation>
    </message>
    <message>
      <source>Save picture…</source>
      <translation>保存图片…</translation>
    </message>
    <message>
      <source>Save report</source>
      <translation>保存报告</translation>
    </message>
    <message>
      <source>Save the experiment below as {file}, with the data beside it, and run the commands. The seed is {seed}: on the same kind of machine with the same versions the same numbers come out.</source>
      <translation>将下面的实验另存为 {file}，数据放在同一文件夹，然后运行这些命令。随机种子为 {seed}：在同类机器上使用相同版本，会得到相同的数值。</translation>
    </message>
    <message>
      <source>Save the file again with the program that wrote it; it may not have been copied whole.</source>
      <translation>请用写出该文件的程序重新保存；它可能没有复制完整。</translation>
    </message>
    <message>
      <source>Save the model again from its run, or copy the file once more.</source>
      <translation>请从训练结果重新保存模型，或重新复制一次文件。</translation>
    </message>
    <message>
      <source>Save the model again from its run.</source>
      <translation>请从训练结果重新保存模型。</translation>
    </message>
    <message>
      <source>Save the model again in Keras.</source>
      <translation>请在 Keras 中重新保存模型。</translation>
    </message>
    <message>
      <source>Save the model as a bundle, and report this with the model's file.</source>
      <translation>请将模型保存为工作台模型，并附上模型文件报告此问题。</translation>
    </message>
    <message>
      <source>Save the model as a bundle, or train a smaller network.</source>
      <translation>请将模型保存为工作台模型，或训练更小的网络。</translation>
    </message>
    <message>
      <source>Save the model as a bundle, or train it without that transform.</source>
      <translation>请将模型保存为工作台模型，或不用该变换重新训练。</translation>
    </message>
    <message>
      <source>Save the sheet with the rows as CSV, and open that.</source>
      <translation>请将存有数据行的工作表另存为 CSV 后再打开。</translation>
    </message>
    <message>
      <source>Save the table as CSV with the program that wrote it.</source>
      <translation>请用写出该文件的程序将表格另存为 CSV。</translation>
    </message>
    <message>
      <source>Save the table as Parquet or CSV with the program that wrote it.</source>
      <translation>请用写出该文件的程序将表格另存为 Parquet 或 CSV。</translation>
    </message>
    <message>
      <source>Save the table as a file, and open that.</source>
      <translation>请将表格保存为文件后再打开。</translation>
    </message>
    <message>
      <source>Save the trained network with its scalers, columns and windows.</source>
      <translation>保存训练好的网络，以及所用的缩放、列和窗口设置。</translation>
    </message>
    <message>
      <source>Save the whole model again in Keras, with model.save(…).</source>
      <translation>请在 Keras 中用 model.save(…) 重新保存整个模型。</translation>
    </message>
    <message>
      <source>Save them?</source>
      <translation>要保存吗？</translation>
    </message>
    <message>
      <source>Save under another name.</source>
      <translation>以其他名称保存。</translation>
    </message>
    <message>
      <source>Save what comes after the end of the data, as CSV or as a workbook.</source>
      <translation>将数据末尾之后的预测保存为 CSV 或工作簿。</translation>
    </message>
    <message>
      <source>Say how many more it should do.</source>
      <translation>请指定还要再训练多少轮。</translation>
    </message>
    <message>
      <source>Say what the focused field means.</source>
      <translation>说明当前设置项的含义。</translation>
    </message>
    <message>
      <source>Scaler</source>
      <translation>缩放</translation>
    </message>
    <message>
      <source>Scaler, normalisation and seasonal residual: none, as in the file</source>
      <translation>缩放、归一化和季节残差：无，与文件一致</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>学习率调度</translation>
    </message>
    <message>
      <source>Schedule factor</source>
      <translation>衰减系数</translation>
    </message>
    <message>
      <source>Search settings and actions</source>
      <translation>搜索设置和操作</translation>
    </message>
    <message>
      <source>Season</source>
      <translation>季节</translation>
    </message>
    <message>
      <source>Season of the filling</source>
      <translation>填补的季节周期</translation>
    </message>
    <message>
      <source>Seasonal difference</source>
      <translation>季节差分</translation>
    </message>
    <message>
      <source>Seasonal difference ({season} steps)</source>
      <translation>季节差分（{season} 步）</translation>
    </message>
    <message>
      <source>Seasonal residual</source>
      <translation>季节残差</translation>
    </message>
    <message>
      <source>Seattle temperatures, hourly</source>
      <translation>西雅图气温，每小时</translation>
    </message>
    <message>
      <source>Seattle weather, daily</source>
      <translation>西雅图天气，每天</translation>
    </message>
    <message>
      <source>Seconds since 1970</source>
      <translation>自 1970 年起的秒</translation>
    </message>
    <message>
      <source>See how the file is read, and change it.</source>
      <translation>查看文件的读取方式并进行修改。</translation>
    </message>
    <message>
      <source>See the file as it is read…</source>
      <translation>查看文件读取方式…</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>随机种子</translation>
    </message>
    <message>
      <source>Seeds</source>
      <translation>种子数</translation>
    </message>
    <message>
      <source>Segment length</source>
      <translation>每段步数</translation>
    </message>
    <message>
      <source>Segments</source>
      <translation>Segments</translation>
    </message>
    <message>
      <source>Segments of {steps}: one season each; a recurrent layer then takes {count} steps instead of {timesteps}.</source>
      <translation>每段 {steps} 步：每段一个周期；循环层只需 {count} 步，而不是 {timesteps} 步。</translation>
    </message>
    <message>
      <source>Semicolon ;</source>
      <translation>分号 ;</translation>
    </message>
    <message>
      <source>Send a number, a word, or null where a value is missing.</source>
      <translation>请发送数值或文字；缺失值处发送 null。</translation>
    </message>
    <message>
      <source>Send at most {most}, the newest.</source>
      <translation>最多发送 {most} 行，取最新的。</translation>
    </message>
    <message>
      <source>Send its values in square brackets, the oldest first.</source>
      <translation>请把它的值放在方括号中发送，最早的在前。</translation>
    </message>
    <message>
      <source>Send numbers without quotation marks, and null where a value is missing.</source>
      <translation>发送数值时不要加引号；缺失值处发送 null。</translation>
    </message>
    <message>
      <source>Send the rows in the order of their times, each time once.</source>
      <translation>请按时间顺序发送各行，每个时间只出现一次。</translation>
    </message>
    <message>
      <source>Send the values of each column by its name: {example}.</source>
      <translation>请按列名发送每一列的值：{example}。</translation>
    </message>
    <message>
      <source>Separator</source>
      <translation>分隔符</translation>
    </message>
    <message>
      <source>Sequential models, and functional ones in which one layer follows the other, can be taken over.</source>
      <translation>可以采用 Sequential 模型，以及各层依次相接的函数式模型。</translation>
    </message>
    <message>
      <source>Series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>Series of the group</source>
      <translation>分组中的序列</translation>
    </message>
    <message>
      <source>Series of {group} whose training part is too short for one sample of {needed} steps: {count} of {all}; nothing is learnt from them.</source>
      <translation>{group} 中训练部分短于一个样本（{needed} 步）的序列：{all} 个中有 {count} 个；不会从它们学习。</translation>
    </message>
    <message>
      <source>Series that come with the workbench</source>
      <translation>程序自带的序列</translation>
    </message>
    <message>
      <source>Series with fewer than {least} errors of their own have those of all series, in proportion to their mean step: {count}.</source>
      <translation>自身误差少于 {least} 个的序列，使用所有序列的误差，并按其平均步长缩放：{count} 个。</translation>
    </message>
    <message>
      <source>Series without either have one width for all: {count}.</source>
      <translation>两者皆无的序列共用一个宽度：{count} 个。</translation>
    </message>
    <message>
      <source>Set data.options.date_order to dmy, mdy or ymd.</source>
      <translation>请将 data.options.date_order 设为 dmy、mdy 或 ymd。</translation>
    </message>
    <message>
      <source>Set data.options.day_first to true or false.</source>
      <translation>请将 data.options.day_first 设为 true 或 false。</translation>
    </message>
    <message>
      <source>Set data.options.decimal to the mark before the fraction.</source>
      <translation>请将 data.options.decimal 设为小数点所用的符号。</translation>
    </message>
    <message>
      <source>Set data.options.member to the one that is meant.</source>
      <translation>请将 data.options.member 设为所要的那个文件。</translation>
    </message>
    <message>
      <source>Set data.options.sheet to the name of the one to read.</source>
      <translation>请将 data.options.sheet 设为要读取的工作表名称。</translation>
    </message>
    <message>
      <source>Set data.options.time_unit to days, or to number where they are no times.</source>
      <translation>请将 data.options.time_unit 设为 days；如果不是时间，则设为 number。</translation>
    </message>
    <message>
      <source>Set data.options.{option}, or divide the file.</source>
      <translation>请设置 data.options.{option}，或拆分该文件。</translation>
    </message>
    <message>
      <source>Set the precision to 32 bits, or choose a CUDA device.</source>
      <translation>请把精度设为 32 位，或选择 CUDA 设备。</translation>
    </message>
    <message>
      <source>Sets timesteps, horizon and segments in one step that can be undone.</source>
      <translation>一步设定时间步、预测步数和分段，可以撤销。</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Settings: {path}</source>
      <translation>设置：{path}</translation>
    </message>
    <message>
      <source>Shapes as in Keras: B is the batch, then timesteps and channels, or channels alone. Parameters are counted as Keras does.</source>
      <translation>形状写法与 Keras 相同：B 为批，其后是时间步和通道，或只有通道。参数量按 Keras 的方式计算。</translation>
    </message>
    <message>
      <source>Share of the epochs over which the schedule “one cycle” rises; over the rest it falls.</source>
      <translation>“单周期”的上升阶段占总轮数的比例；其余轮中学习率下降。</translation>
    </message>
    <message>
      <source>Share of the hidden state set to zero on its way to the next step; the same values at every step of a window.</source>
      <translation>隐藏状态传入下一时间步时被置零的比例；同一窗口的每个时间步置零的是同一些值。</translation>
    </message>
    <message>
      <source>Share of the layer's inputs set to zero while training; the same inputs at every step of a window.</source>
      <translation>训练时被置零的输入比例；同一窗口的每一步置零的是同样的输入。</translation>
    </message>
    <message>
      <source>Share of the learning rate that the schedules “cosine” and “one cycle” end at.</source>
      <translation>“余弦衰减”和“单周期”结束时的学习率与所设学习率之比。</translation>
    </message>
    <message>
      <source>Share of the steps, after the training part, that decides when to stop. The rest is the test part.</source>
      <translation>训练部分之后，用来决定何时停止训练的步数占比。其余为测试部分。</translation>
    </message>
    <message>
      <source>Share of the steps, from the start, that the network learns from.</source>
      <translation>从开头算起，供网络学习的步数占比。</translation>
    </message>
    <message>
      <source>Share of the target's variance that is explained: 1 is perfect, 0 is the mean.</source>
      <translation>目标方差中得到解释的比例：1 为完美，0 相当于只预测均值。</translation>
    </message>
    <message>
      <source>Share of the values that is set to zero in each training batch.</source>
      <translation>每个训练批中被置零的值所占的比例。</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>工作表</translation>
    </message>
    <message>
      <source>Show all (double click)</source>
      <translation>显示全部（双击）</translation>
    </message>
    <message>
      <source>Show the past of {column} alone</source>
      <translation>只显示 {column} 的过去</translation>
    </message>
    <message>
      <source>Shown: run {title}</source>
      <translation>当前显示：运行 {title}</translation>
    </message>
    <message>
      <source>Shown: the test part; looks at it so far: {count}.</source>
      <translation>当前显示：测试部分；至今查看次数：{count}。</translation>
    </message>
    <message>
      <source>Shown: the validation part, by which the best epoch was chosen. The test part is closed, and the forecast past the end with it; looks at it so far: {count}.</source>
      <translation>当前显示：验证部分，最佳轮次就是按它选出的。测试部分尚未打开，数据末尾之后的预测也随之关闭；至今查看次数：{count}。</translation>
    </message>
    <message>
      <source>Side by side (concat)</source>
      <translation>拼接（concat）</translation>
    </message>
    <message>
      <source>SimpleRNN</source>
      <translation>SimpleRNN</translation>
    </message>
    <message>
      <source>Sine mix (made)</source>
      <translation>正弦混合（合成）</translation>
    </message>
    <message>
      <source>Single '</source>
      <translation>单引号 '</translation>
    </message>
    <message>
      <source>Size of a step of the optimizer. Too high and the loss jumps; too low and nothing moves.</source>
      <translation>优化器每一步的大小。太大则损失来回跳动，太小则几乎不动。</translation>
    </message>
    <message>
      <source>Size of the hidden state. More units remember more and train more slowly.</source>
      <translation>隐藏状态的大小。单元越多，记得越多，训练也越慢。</translation>
    </message>
    <message>
      <source>Small</source>
      <translation>小型</translation>
    </message>
    <message>
      <source>Small number added to the variance, so that equal channels are not divided by zero.</source>
      <translation>加到方差上的小数值，避免各通道相等时除以零。</translation>
    </message>
    <message>
      <source>Some lines begin with it, and no row does.</source>
      <translation>有些行以它开头，而没有数据行以它开头。</translation>
    </message>
    <message>
      <source>Some times have an offset from UTC ({offsets}) and some have none; all are taken as UTC.</source>
      <translation>部分时间带有 UTC 偏移（{offsets}），部分没有；全部按 UTC 处理。</translation>
    </message>
    <message>
      <source>Something else is being computed; wait for it.</source>
      <translation>正在进行其他计算，请等它结束。</translation>
    </message>
    <message>
      <source>Something else is being worked out.</source>
      <translation>正在进行其他计算。</translation>
    </message>
    <message>
      <source>Something went wrong inside the workbench.</source>
      <translation>程序内部出错了。</translation>
    </message>
    <message>
      <source>Sort by time</source>
      <translation>按时间排序</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>空格</translation>
    </message>
    <message>
      <source>Spaces</source>
      <translation>空格</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>划分</translation>
    </message>
    <message>
      <source>Split into training, validation and test</source>
      <translation>划分为训练、验证和测试</translation>
    </message>
    <message>
      <source>Split, oldest first</source>
      <translation>划分，从早到晚</translation>
    </message>
    <message>
      <source>Squared error (MSE)</source>
      <translation>平方误差（MSE）</translation>
    </message>
    <message>
      <source>Stacked</source>
      <translation>堆叠</translation>
    </message>
    <message>
      <source>Standard (z-score)</source>
      <translation>标准化（z-score）</translation>
    </message>
    <message>
      <source>Start alone (causal)</source>
      <translation>仅开头（causal）</translation>
    </message>
    <message>
      <source>Start each window with the state that the window before it ended with.</source>
      <translation>每个窗口都从上一个窗口结束时的状态开始。</translation>
    </message>
    <message>
      <source>Start from the final state of an earlier layer instead of zeros: the decoder of an encoder–decoder.</source>
      <translation>不从全零开始，而是从前面某一层的最终状态开始：即编码器–解码器结构中的解码器。</translation>
    </message>
    <message>
      <source>Start from zeros</source>
      <translation>从全零开始</translation>
    </message>
    <message>
      <source>Start of all chance: first weights, order of samples, dropout. The same seed repeats the run on this machine's CPU.</source>
      <translation>一切随机性的起点：初始权重、样本顺序、丢弃。在本机 CPU 上，相同的种子可重现同一次运行。</translation>
    </message>
    <message>
      <source>Start with gates that keep the state for up to this many steps (chrono initialisation); it takes the place of the forget bias.</source>
      <translation>训练之初就让各个门最多能把状态保持这么多步（chrono 初始化）；取代遗忘门偏置的设置。</translation>
    </message>
    <message>
      <source>Stateful</source>
      <translation>跨窗口保留状态</translation>
    </message>
    <message>
      <source>Stateful layers read the {samples} training samples as {runs} runs of up to {length} samples, side by side. In every epoch their states begin anew at the start of each run, and at the start of the validation and the test part.</source>
      <translation>跨窗口保留状态的层把 {samples} 个训练样本分成 {runs} 段并行读取，每段最多 {length} 个样本。每一轮中，它们的状态在每段开头以及验证部分和测试部分的开头重新从零开始。</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>步长</translation>
    </message>
    <message>
      <source>Steps ahead</source>
      <translation>向前步数</translation>
    </message>
    <message>
      <source>Steps from one place of a filter to the next; 2 halves the length of the sequence.</source>
      <translation>卷积核每次移动的步数；设为 2 时序列长度减半。</translation>
    </message>
    <message>
      <source>Steps from the start of one sample to the start of the next.</source>
      <translation>从一个样本的起点到下一个样本的起点相隔的步数。</translation>
    </message>
    <message>
      <source>Steps left out between the last past step and the first forecast one.</source>
      <translation>最后一个输入步与第一个预测步之间跳过的步数。</translation>
    </message>
    <message>
      <source>Steps past the end</source>
      <translation>数据末尾之后的步数</translation>
    </message>
    <message>
      <source>Steps that are fed back</source>
      <translation>回馈的步数</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop and keep the best</source>
      <translation>停止并保留最佳权重</translation>
    </message>
    <message>
      <source>Stop the run first, then open the model.</source>
      <translation>请先停止训练，再打开模型。</translation>
    </message>
    <message>
      <source>Stop when the validation loss has not improved for this many epochs. The best weights are restored.</source>
      <translation>验证损失连续这么多轮没有改善时停止，并恢复最佳权重。</translation>
    </message>
    <message>
      <source>Stopped at {share:.0%}.</source>
      <translation>停止于 {share:.0%}。</translation>
    </message>
    <message>
      <source>Stopped by you</source>
      <translation>已手动停止</translation>
    </message>
    <message>
      <source>Stopped early: the validation loss no longer fell</source>
      <translation>早停：验证损失不再下降</translation>
    </message>
    <message>
      <source>Stopped: the loss is no longer a number</source>
      <translation>已停止：损失已不是数值</translation>
    </message>
    <message>
      <source>Stride</source>
      <translation>步幅</translation>
    </message>
    <message>
      <source>Strides</source>
      <translation>步幅</translation>
    </message>
    <message>
      <source>Sum</source>
      <translation>总和</translation>
    </message>
    <message>
      <source>Sum (sum)</source>
      <translation>相加（sum）</translation>
    </message>
    <message>
      <source>Sunspots, yearly</source>
      <translation>太阳黑子，每年</translation>
    </message>
    <message>
      <source>Switch both off</source>
      <translation>关闭这两项</translation>
    </message>
    <message>
      <source>Switch it off</source>
      <translation>停用该层</translation>
    </message>
    <message>
      <source>Switch the layer off to see the network without it.</source>
      <translation>停用该层，看看网络没有它时的表现。</translation>
    </message>
    <message>
      <source>Switch the warm-up off</source>
      <translation>关闭预热</translation>
    </message>
    <message>
      <source>Switch this layer off or on</source>
      <translation>停用或启用该层</translation>
    </message>
    <message>
      <source>Switch to the dark colours</source>
      <translation>切换到深色</translation>
    </message>
    <message>
      <source>Switch to the light colours</source>
      <translation>切换到浅色</translation>
    </message>
    <message>
      <source>Switch to {language}</source>
      <translation>切换到 {language}</translation>
    </message>
    <message>
      <source>Switch window normalisation off</source>
      <translation>关闭窗口归一化</translation>
    </message>
    <message>
      <source>Switched off; the box beside it switches it on.</source>
      <translation>已关闭；勾选旁边的复选框即可启用。</translation>
    </message>
    <message>
      <source>Symmetric mean absolute percentage error: 0 is perfect, 200 the worst.</source>
      <translation>对称平均绝对百分比误差：0 为完美，200 为最差。</translation>
    </message>
    <message>
      <source>System</source>
      <translation>系统</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>制表符</translation>
    </message>
    <message>
      <source>Tables</source>
      <translation>表格</translation>
    </message>
    <message>
      <source>Take all rows as one series</source>
      <translation>将所有行视为同一序列</translation>
    </message>
    <message>
      <source>Take it over with its layers: workbench import FILE -o model.seqmodel.</source>
      <translation>请连同它的层一起采用：workbench import FILE -o model.seqmodel。</translation>
    </message>
    <message>
      <source>Take its settings</source>
      <translation>采用其设置</translation>
    </message>
    <message>
      <source>Take last value and deviation from every sample</source>
      <translation>从每个样本中去除末值与标准差</translation>
    </message>
    <message>
      <source>Take the last change back.</source>
      <translation>撤销上一次更改。</translation>
    </message>
    <message>
      <source>Take the run's settings to go on with it, or train anew with these.</source>
      <translation>要继续，请采用该次运行的设置；或者用当前设置重新训练。</translation>
    </message>
    <message>
      <source>Take the words of the training part</source>
      <translation>采用训练部分的词</translation>
    </message>
    <message>
      <source>Take their mean</source>
      <translation>取均值</translation>
    </message>
    <message>
      <source>Take these over</source>
      <translation>采用这些设置</translation>
    </message>
    <message>
      <source>Take this</source>
      <translation>采用此项</translation>
    </message>
    <message>
      <source>Taken for</source>
      <translation>识别为</translation>
    </message>
    <message>
      <source>Takes the place of the setting from the next step on; the schedule goes on relative to it.</source>
      <translation>从优化器的下一步起取代所设的学习率；调度在此基础上继续。</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>Targets</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>Ten years of jobs in 22 branches (thousands): few rows, many columns, one crisis.</source>
      <translation>十年间 22 个行业的就业人数（千人）：行少列多，包含一次危机。</translation>
    </message>
    <message>
      <source>The cells of {file} reach to row {rows} and column {columns}; so large a sheet is not read.</source>
      <translation>{file} 的单元格延伸到第 {rows} 行、第 {columns} 列；不读取如此大的工作表。</translation>
    </message>
    <message>
      <source>The change from one step to the next; a trend becomes a level.</source>
      <translation>相邻两步之间的变化；趋势变为水平。</translation>
    </message>
    <message>
      <source>The change since the same step of the last season.</source>
      <translation>与上一季节同一步相比的变化。</translation>
    </message>
    <message>
      <source>The character before the fraction of a number.</source>
      <translation>数值中小数部分之前的字符。</translation>
    </message>
    <message>
      <source>The character between groups of three digits.</source>
      <translation>每三位数字一组之间的符号。</translation>
    </message>
    <message>
      <source>The character between two cells.</source>
      <translation>两个单元格之间的字符。</translation>
    </message>
    <message>
      <source>The character that makes the quotation mark after it a part of the cell.</source>
      <translation>使其后的引号成为单元格内容的字符。</translation>
    </message>
    <message>
      <source>The characters were in UTF-8 twice over, as GrÃ¶ÃŸe for Größe; they were set right.</source>
      <translation>字符被重复编码为 UTF-8（如 Größe 变成 GrÃ¶ÃŸe），已还原。</translation>
    </message>
    <message>
      <source>The choices kept for files that are alike cannot be read: {path}.</source>
      <translation>为同类文件保存的选择无法读取：{path}。</translation>
    </message>
    <message>
      <source>The clipboard holds no table.</source>
      <translation>剪贴板中没有表格。</translation>
    </message>
    <message>
      <source>The clipboard holds {size} characters; at most {most} are taken.</source>
      <translation>剪贴板中有 {size} 个字符；最多接受 {most} 个。</translation>
    </message>
    <message>
      <source>The code cannot be read as Python.</source>
      <translation>代码无法按 Python 读取。</translation>
    </message>
    <message>
      <source>The code has {count} characters; at most {most} are read.</source>
      <translation>代码有 {count} 个字符；最多读取 {most} 个。</translation>
    </message>
    <message>
      <source>The code holds no Keras model.</source>
      <translation>代码中没有 Keras 模型。</translation>
    </message>
    <message>
      <source>The column that holds the time of day where the date stands in another one; a dash - says: none.</source>
      <translation>日期在另一列时，时刻所在的列；短横 - 表示没有。</translation>
    </message>
    <message>
      <source>The column that names the series each row belongs to, where one file holds many.</source>
      <translation>一个文件含多个序列时，指明每行属于哪个序列的列。</translation>
    </message>
    <message>
      <source>The column with the date or time of each row; a single dash - says: the rows are already in order.</source>
      <translation>每一行的日期或时间所在的列；填一个短横线 - 表示：各行已按顺序排列。</translation>
    </message>
    <message>
      <source>The columns kept of {file} were damaged; they were removed, and the file was read again.</source>
      <translation>为 {file} 保存的列缓存已损坏；已将其删除并重新读取该文件。</translation>
    </message>
    <message>
      <source>The columns of {name} differ in length, or are empty.</source>
      <translation>{name} 的各列长度不同，或为空。</translation>
    </message>
    <message>
      <source>The columns to forecast.</source>
      <translation>要预测的列。</translation>
    </message>
    <message>
      <source>The columns whose future values are given when a forecast is made, as a plan, a price or a holiday; the network sees their past and their future.</source>
      <translation>预测时给出其未来值的列，例如计划、价格或节假日；网络能看到它们的过去和未来。</translation>
    </message>
    <message>
      <source>The columns whose past the network sees; usually the targets and what moves them.</source>
      <translation>网络能看到其历史的列；通常是目标列以及影响它们的列。</translation>
    </message>
    <message>
      <source>The data does not fit the settings.</source>
      <translation>数据与设置不匹配。</translation>
    </message>
    <message>
      <source>The data has changed since the training: {now} instead of {then}; parts of it may have been learnt from.</source>
      <translation>训练之后数据发生了变化：现在是 {now}，当时是 {then}；其中一部分可能已用于训练。</translation>
    </message>
    <message>
      <source>The data has changed since the training: {now} rows instead of {then}; parts of it may have been learnt from.</source>
      <translation>训练之后数据发生了变化：现在有 {now} 行，当时有 {then} 行；其中一部分可能已用于训练。</translation>
    </message>
    <message>
      <source>The data is no text file; there is nothing to set about its reading here.</source>
      <translation>数据不是文本文件，此处没有可设置的读取方式。</translation>
    </message>
    <message>
      <source>The data is not there yet.</source>
      <translation>数据尚未就绪。</translation>
    </message>
    <message>
      <source>The data is not what the run has learnt from.</source>
      <translation>当前数据与该次运行训练时所用的数据不同。</translation>
    </message>
    <message>
      <source>The data is still being read.</source>
      <translation>数据仍在读取中。</translation>
    </message>
    <message>
      <source>The device {name} cannot be used: {why}.</source>
      <translation>设备 {name} 无法使用：{why}。</translation>
    </message>
    <message>
      <source>The direct forecast of the horizon is measured all the same.</source>
      <translation>预测步数之内的直接预测照常测量。</translation>
    </message>
    <message>
      <source>The disk of {folder} has {free} MB free; {needed} MB are needed for a file that is larger than the memory.</source>
      <translation>{folder} 所在磁盘剩余 {free} MB；读取大于内存的文件需要 {needed} MB。</translation>
    </message>
    <message>
      <source>The experiment has changes that are not saved.</source>
      <translation>实验有未保存的更改。</translation>
    </message>
    <message>
      <source>The experiment has version {version}; this workbench reads up to {known}.</source>
      <translation>实验的版本为 {version}；当前程序最高支持版本 {known}。</translation>
    </message>
    <message>
      <source>The experiment is set like this.</source>
      <translation>实验已是这样设置的。</translation>
    </message>
    <message>
      <source>The exported model gives other numbers than the model: its {output} is {largest:.1e} of the target's scale away, more than {most:.0e}.</source>
      <translation>导出的模型与原模型的数值不同：其 {output} 相差目标尺度的 {largest:.1e}，超过 {most:.0e}。</translation>
    </message>
    <message>
      <source>The file</source>
      <translation>该文件</translation>
    </message>
    <message>
      <source>The file begins with the mark of that kind of archive.</source>
      <translation>文件以该类压缩包的标记开头。</translation>
    </message>
    <message>
      <source>The file ends without a line end, and its last cell ({cell}) is shorter than those above it: it may have been cut off.</source>
      <translation>文件末尾没有换行，且最后一个单元格（{cell}）比上方的都短：文件可能被截断。</translation>
    </message>
    <message>
      <source>The file has a cell that is too long to be one.</source>
      <translation>文件中有一个长得不像单元格的单元格。</translation>
    </message>
    <message>
      <source>The file has no header by which files like it could be known.</source>
      <translation>文件没有表头，无法据此识别同类文件。</translation>
    </message>
    <message>
      <source>The file has no line with names; the columns are numbered.</source>
      <translation>文件中没有列名行；各列已编号。</translation>
    </message>
    <message>
      <source>The file is being looked at.</source>
      <translation>正在检查文件。</translation>
    </message>
    <message>
      <source>The file is damaged; save the model again from its run.</source>
      <translation>文件已损坏；请从训练结果重新保存模型。</translation>
    </message>
    <message>
      <source>The file is not UTF-8, and every byte fits GB18030.</source>
      <translation>文件不是 UTF-8，且所有字节都符合 GB18030</translation>
    </message>
    <message>
      <source>The file is not UTF-8, and its other characters are the likeliest in {encoding}.</source>
      <translation>文件不是 UTF-8，其他字符按 {encoding} 解读最为合理。</translation>
    </message>
    <message>
      <source>The first epoch was not finished; the weights are those of the last batch.</source>
      <translation>第一轮尚未完成；保留的是最后一批之后的权重。</translation>
    </message>
    <message>
      <source>The first line of the file names it.</source>
      <translation>文件的第一行指明了它。</translation>
    </message>
    <message>
      <source>The first {most} of {count} columns.</source>
      <translation>共 {count} 列，显示前 {most} 列。</translation>
    </message>
    <message>
      <source>The first {shown} of {columns} chosen columns are drawn.</source>
      <translation>已选 {columns} 列，只绘制前 {shown} 列。</translation>
    </message>
    <message>
      <source>The folder {folder} holds {count:,} tables.</source>
      <translation>文件夹 {folder} 中有 {count:,} 个表。</translation>
    </message>
    <message>
      <source>The forecast has {rows} rows; a sheet has room for {most}.</source>
      <translation>预测有 {rows} 行；一张工作表最多容纳 {most} 行。</translation>
    </message>
    <message>
      <source>The forecast needs {column} in the rows after the last {target}: needed {steps}, given {given}.</source>
      <translation>预测需要最后一个 {target} 之后各行的 {column}：需要 {steps} 行，给出 {given} 行。</translation>
    </message>
    <message>
      <source>The header comes again between the rows, and was left out there: {count:,} times.</source>
      <translation>表头在数据行之间再次出现，已在该处略去：{count:,} 次。</translation>
    </message>
    <message>
      <source>The header has {count} lines; the names are those of the last one.</source>
      <translation>表头有 {count} 行；列名取自最后一行。</translation>
    </message>
    <message>
      <source>The header has {count} lines; the names were put together.</source>
      <translation>表头有 {count} 行；列名由各行合成。</translation>
    </message>
    <message>
      <source>The header once more; not read.</source>
      <translation>再次出现的表头，不读取。</translation>
    </message>
    <message>
      <source>The layers read {steps} steps, the horizon has {horizon}: of what is known in the future they see the last {steps} steps alone.</source>
      <translation>网络层读取 {steps} 步，而预测步长为 {horizon}：对于未来已知的内容，它们只能看到最后 {steps} 步。</translation>
    </message>
    <message>
      <source>The learning curves are not kept in a model's file; a report on the folder of the run has them.</source>
      <translation>模型文件不保存学习曲线；对运行文件夹生成的报告中有学习曲线。</translation>
    </message>
    <message>
      <source>The letters may be those of {encoding}, or of {other}: {word} or {read}.</source>
      <translation>文字可能是 {encoding} 编码，也可能是 {other} 编码：{word} 或 {read}。</translation>
    </message>
    <message>
      <source>The line below the header holds units: {units}.</source>
      <translation>表头下面的一行是单位：{units}。</translation>
    </message>
    <message>
      <source>The line from the first to the last value of the window, drawn on.</source>
      <translation>把窗口首末两值的连线向前延长。</translation>
    </message>
    <message>
      <source>The linear model reads the last {steps} steps of the window.</source>
      <translation>线性模型只读取窗口的最后 {steps} 步。</translation>
    </message>
    <message>
      <source>The mark around cells that hold the separator.</source>
      <translation>含有分隔符的单元格两边的引号。</translation>
    </message>
    <message>
      <source>The mean of the window, repeated.</source>
      <translation>重复窗口的均值。</translation>
    </message>
    <message>
      <source>The mean of {target} lies {far} training deviations from where it was in the training part: how the network does at a level like that of the training part, or at a third one, cannot be known from here.</source>
      <translation>{target} 的均值与训练部分相差 {far} 个训练标准差：网络在训练部分那样的水平上、或在第三种水平上表现如何，由此无法得知。</translation>
    </message>
    <message>
      <source>The memory is not enough for batches of {batch} samples with {timesteps} timesteps.</source>
      <translation>内存不足，无法处理每批 {batch} 个样本、{timesteps} 个时间步。</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>该模型</translation>
    </message>
    <message>
      <source>The model could not be measured on its data; a report would have nothing to tell.</source>
      <translation>该模型未能在其数据上测量，报告没有可写的内容。</translation>
    </message>
    <message>
      <source>The model forecasts no numbers, whatever it sees.</source>
      <translation>无论输入什么，该模型都预测不出数值。</translation>
    </message>
    <message>
      <source>The model is kept, but it could not be measured: {why}</source>
      <translation>模型已保留，但无法评估：{why}</translation>
    </message>
    <message>
      <source>The model learnt from another clock ({rhythm}): {count} of the {steps} steps between the newest rows are shorter or longer, and count as one step each.</source>
      <translation>模型学习的数据采用另一种时钟（{rhythm}）：最新各行之间的 {steps} 个间隔中有 {count} 个更短或更长，它们各算一步。</translation>
    </message>
    <message>
      <source>The model scales {names} differently as input and as target.</source>
      <translation>模型中 {names} 作为输入和作为目标时的缩放不一致。</translation>
    </message>
    <message>
      <source>The model's own data cannot be used: {why}</source>
      <translation>模型自己的数据无法使用：{why}</translation>
    </message>
    <message>
      <source>The model's scalers are damaged.</source>
      <translation>模型的缩放参数已损坏。</translation>
    </message>
    <message>
      <source>The model's weights do not fit its layers: {names}.</source>
      <translation>模型的权重与各层不匹配：{names}。</translation>
    </message>
    <message>
      <source>The model's weights have {size} bytes; one ONNX file holds up to {most}.</source>
      <translation>模型的权重有 {size} 字节；一个 ONNX 文件最多容纳 {most}。</translation>
    </message>
    <message>
      <source>The names of most columns are dates: does the time run from left to right?</source>
      <translation>大多数列名是日期：时间是从左向右排列的吗？</translation>
    </message>
    <message>
      <source>The names of the columns.</source>
      <translation>各列的名称。</translation>
    </message>
    <message>
      <source>The network as code</source>
      <translation>网络的代码</translation>
    </message>
    <message>
      <source>The network beats every baseline; the best of them, the {baseline}, by {skill} (95% interval {low} to {high}): mean error {ours} against {theirs} for {target}, MASE {mase}.</source>
      <translation>网络胜过所有基线；比其中最好的{baseline}好 {skill}（95% 区间 {low} 至 {high}）：{target} 的平均误差 {ours}，对 {theirs}，MASE {mase}。</translation>
    </message>
    <message>
      <source>The network cannot be built.</source>
      <translation>无法构建网络。</translation>
    </message>
    <message>
      <source>The network cannot be trained.</source>
      <translation>无法训练此网络。</translation>
    </message>
    <message>
      <source>The network does not beat the {baseline}: mean error {ours} against {theirs} for {target}, skill {skill} (95% interval {low} to {high}), MASE {mase}.</source>
      <translation>网络没有胜过{baseline}：{target} 的平均误差 {ours}，对 {theirs}，技巧分 {skill}（95% 区间 {low} 至 {high}），MASE {mase}。</translation>
    </message>
    <message>
      <source>The network does not work yet; the cards on the left say what to mend.</source>
      <translation>网络还不能使用；左侧的卡片说明了需要修正的地方。</translation>
    </message>
    <message>
      <source>The network gives single values; a quantile or Gaussian loss would make it give an interval.</source>
      <translation>该网络只给出单个值；使用分位数损失或高斯损失才能给出区间。</translation>
    </message>
    <message>
      <source>The network has no dropout, so every forecast is the same.</source>
      <translation>该网络没有 dropout，因此每次预测都相同。</translation>
    </message>
    <message>
      <source>The network has no input column.</source>
      <translation>网络没有输入列。</translation>
    </message>
    <message>
      <source>The network is shown the mean of the window in the place of the input.</source>
      <translation>向网络展示窗口均值，以代替该输入。</translation>
    </message>
    <message>
      <source>The network is shown the past of another sample in the place of the input's own: several draws.</source>
      <translation>向网络展示另一个样本的历史，以代替该输入自身的历史：多次抽取。</translation>
    </message>
    <message>
      <source>The network is worse than the {baseline}: mean error {ours} against {theirs} for {target}, skill {skill} (95% interval {low} to {high}), MASE {mase}.</source>
      <translation>网络不如{baseline}：{target} 的平均误差 {ours}，对 {theirs}，技巧分 {skill}（95% 区间 {low} 至 {high}），MASE {mase}。</translation>
    </message>
    <message>
      <source>The network leaves {gap} steps out before its forecast; what stands there cannot be fed back.</source>
      <translation>该网络在预测之前跳过 {gap} 步；这些步无法回馈为输入。</translation>
    </message>
    <message>
      <source>The network sees {names}, which it does not forecast and nobody knows in the future; so its forecast cannot be fed back.</source>
      <translation>该网络读取 {names}，它们既不被预测，未来值也未知；因此其预测无法回馈为输入。</translation>
    </message>
    <message>
      <source>The plain recurrence: quick, and the first to forget.</source>
      <translation>最简单的循环层：速度快，但也最容易遗忘。</translation>
    </message>
    <message>
      <source>The power: 0 is the logarithm, 1 changes nothing. Left open, it is the likeliest one of the training part.</source>
      <translation>幂：0 为对数，1 为不变换。留空时取训练部分的最大似然值。</translation>
    </message>
    <message>
      <source>The quantiles or the deviation that the network gives, because its loss asks for them.</source>
      <translation>由损失函数决定、网络自身给出的分位数或标准差。</translation>
    </message>
    <message>
      <source>The reading of {file} was cancelled.</source>
      <translation>已取消读取 {file}。</translation>
    </message>
    <message>
      <source>The report lies in {path}.</source>
      <translation>报告保存在 {path}。</translation>
    </message>
    <message>
      <source>The row below the header holds units: {units}.</source>
      <translation>表头下面的一行是单位：{units}。</translation>
    </message>
    <message>
      <source>The rows are not in the order of their times; times that come again far below were not looked for.</source>
      <translation>各行未按时间顺序排列；未检查远处重复出现的时间。</translation>
    </message>
    <message>
      <source>The rows below may answer what is asked above; where they do not, Load asks again.</source>
      <translation>后面的行也许能回答上面的问题；若不能，载入时会再次询问。</translation>
    </message>
    <message>
      <source>The rows have no time column.</source>
      <translation>这些行没有时间列。</translation>
    </message>
    <message>
      <source>The rows ran from the latest to the earliest; they were turned round.</source>
      <translation>各行原为从新到旧排列，已反转为从旧到新。</translation>
    </message>
    <message>
      <source>The rows were sorted by time; it went back in {count} places.</source>
      <translation>各行已按时间排序；原来有 {count} 处时间倒退。</translation>
    </message>
    <message>
      <source>The rule that turns gradients into new weights.</source>
      <translation>由梯度计算新权重的规则。</translation>
    </message>
    <message>
      <source>The run began with other settings: {settings}.</source>
      <translation>该次运行开始时的设置不同：{settings}。</translation>
    </message>
    <message>
      <source>The run began with torch {before}; with torch {now} it goes on, but not to the same last bit.</source>
      <translation>该次运行开始时使用 torch {before}；用 torch {now} 可以继续，但结果不会逐位相同。</translation>
    </message>
    <message>
      <source>The run began with {before}; with {now} it goes on, but not to the same last bit.</source>
      <translation>该次运行开始时使用 {before}；用 {now} 可以继续，但结果不会逐位相同。</translation>
    </message>
    <message>
      <source>The run has done its {epochs} epochs.</source>
      <translation>该次运行的 {epochs} 轮已全部完成。</translation>
    </message>
    <message>
      <source>The run has failed.</source>
      <translation>训练失败。</translation>
    </message>
    <message>
      <source>The run was discarded.</source>
      <translation>本次训练已放弃。</translation>
    </message>
    <message>
      <source>The run was on {before} and cannot go on on {now}.</source>
      <translation>该次运行原在 {before} 上进行，无法在 {now} 上继续。</translation>
    </message>
    <message>
      <source>The same step of the last season in the window.</source>
      <translation>窗口内上一个季节的同一步。</translation>
    </message>
    <message>
      <source>The samples hold values that are no numbers: look at the columns and the scaler.</source>
      <translation>样本中含有非数值：请检查各列和缩放设置。</translation>
    </message>
    <message>
      <source>The schedule was laid out for {epochs} epochs; after them the learning rate stays at {share:.3g} of its full size.</source>
      <translation>学习率调度按 {epochs} 轮安排；此后学习率保持在所设值的 {share:.3g} 倍。</translation>
    </message>
    <message>
      <source>The series of a group may differ in size; then each sample should be divided by its own deviation.</source>
      <translation>分组中各序列的量级可能不同；此时每个样本应除以其自身的标准差。</translation>
    </message>
    <message>
      <source>The series whose curves, errors and worst windows are shown. Measures and verdict are of all series.</source>
      <translation>显示其曲线、误差和最差窗口的序列。指标和结论针对全部序列。</translation>
    </message>
    <message>
      <source>The sheet of a workbook that holds the rows.</source>
      <translation>工作簿中存有数据行的工作表。</translation>
    </message>
    <message>
      <source>The stack already has {most} layers.</source>
      <translation>网络已有 {most} 层，不能再添加。</translation>
    </message>
    <message>
      <source>The step changes in {count} places: {places}.</source>
      <translation>步长有 {count} 处改变：{places}。</translation>
    </message>
    <message>
      <source>The study note's network: LSTM 128, dropout, LSTM 128, LSTM 64.</source>
      <translation>学习笔记中的网络：LSTM 128、Dropout、LSTM 128、LSTM 64。</translation>
    </message>
    <message>
      <source>The table as it is read</source>
      <translation>读取后的表格</translation>
    </message>
    <message>
      <source>The tables in {folder} are larger than the memory.</source>
      <translation>{folder} 中的表大于内存。</translation>
    </message>
    <message>
      <source>The test part is closed: nothing of its values is drawn, measured or counted here.</source>
      <translation>测试部分尚未打开：这里没有绘制、测量或统计它的任何数值。</translation>
    </message>
    <message>
      <source>The time goes back at row {row}; rows can be added only where they are in its order.</source>
      <translation>第 {row} 行时间倒退；只有各行按时间排列时才能添加行。</translation>
    </message>
    <message>
      <source>The time goes back in {count} places, at {places}.</source>
      <translation>时间有 {count} 处倒退：{places}。</translation>
    </message>
    <message>
      <source>The times have several offsets from UTC ({offsets}); they were changed to UTC.</source>
      <translation>时间带有多种 UTC 偏移（{offsets}）；已统一换算为 UTC。</translation>
    </message>
    <message>
      <source>The trained model is not saved.</source>
      <translation>训练好的模型尚未保存。</translation>
    </message>
    <message>
      <source>The training loss stopped being a number in epoch {epoch}, batch {batch} of {batches}.</source>
      <translation>训练损失在第 {epoch} 轮第 {batch} 批（共 {batches} 批）变为非数值。</translation>
    </message>
    <message>
      <source>The training script in cells, for Jupyter, with what each part does.</source>
      <translation>按单元格排列的训练脚本，用于 Jupyter，并说明每一部分的作用。</translation>
    </message>
    <message>
      <source>The transform of {column} does nothing: the column is not used.</source>
      <translation>{column} 的变换不起作用：该列未被使用。</translation>
    </message>
    <message>
      <source>The transform {name} takes no number.</source>
      <translation>变换 {name} 不带数字。</translation>
    </message>
    <message>
      <source>The transform {transform} of {column} cannot be written as ONNX.</source>
      <translation>{column} 的变换“{transform}”无法写成 ONNX。</translation>
    </message>
    <message>
      <source>The transform {transform} of {column} cannot be written as PyTorch.</source>
      <translation>{column} 的变换“{transform}”无法写成 PyTorch。</translation>
    </message>
    <message>
      <source>The units of the columns.</source>
      <translation>各列的单位。</translation>
    </message>
    <message>
      <source>The validation loss stopped being a number in epoch {epoch}.</source>
      <translation>验证损失在第 {epoch} 轮变为非数值。</translation>
    </message>
    <message>
      <source>The validation part was too short for intervals.</source>
      <translation>验证部分太短，无法得出区间。</translation>
    </message>
    <message>
      <source>The warm-up must be shorter than the training: {warmup} against {epochs} epochs leave nothing for the full learning rate.</source>
      <translation>预热必须短于训练：预热 {warmup} 轮、训练共 {epochs} 轮时，没有剩余轮次使用完整学习率。</translation>
    </message>
    <message>
      <source>The words of each column of words among the inputs; left open, they are those of the training part.</source>
      <translation>输入中每个文字列的词；留空时取训练部分的词。</translation>
    </message>
    <message>
      <source>The words of {column} are others than in the training part: {words}.</source>
      <translation>{column} 的词与训练部分不同：{words}。</translation>
    </message>
    <message>
      <source>The workbench ended before “{name}” was saved.</source>
      <translation>上次退出时“{name}”尚未保存。</translation>
    </message>
    <message>
      <source>The {baseline} is never wrong for {target}; the network is, by {ours} on average.</source>
      <translation>对 {target}，{baseline}从不出错；网络平均偏差 {ours}。</translation>
    </message>
    <message>
      <source>The {part} has no row as far ahead as a forecast would have to be judged.</source>
      <translation>{part}中没有足够靠后的行可用来评判这样的预测。</translation>
    </message>
    <message>
      <source>The {part} part has {steps} of the series' {all} steps; one sample needs {needed} (timesteps {timesteps}, gap {gap}, horizon {horizon}).</source>
      <translation>{part}部分只有 {steps} 步（序列共 {all} 步）；一个样本需要 {needed} 步（时间步 {timesteps}，间隔 {gap}，预测步数 {horizon}）。</translation>
    </message>
    <message>
      <source>There are no two different values.</source>
      <translation>没有两个不同的值。</translation>
    </message>
    <message>
      <source>There are samples 1 to {count}.</source>
      <translation>样本编号为 1 到 {count}。</translation>
    </message>
    <message>
      <source>There are: {languages}.</source>
      <translation>可用的有：{languages}。</translation>
    </message>
    <message>
      <source>There is no export format called {name}.</source>
      <translation>没有名为 {name} 的导出格式。</translation>
    </message>
    <message>
      <source>There is no language {language} here.</source>
      <translation>这里没有 {language} 这种语言。</translation>
    </message>
    <message>
      <source>There is no layer yet: add one first.</source>
      <translation>还没有层，请先添加。</translation>
    </message>
    <message>
      <source>There is no preset called {name}.</source>
      <translation>没有名为 {name} 的预设。</translation>
    </message>
    <message>
      <source>There is no run yet that has finished an epoch.</source>
      <translation>还没有已完成至少一轮的运行。</translation>
    </message>
    <message>
      <source>There is no sample called {name}.</source>
      <translation>没有名为 {name} 的示例。</translation>
    </message>
    <message>
      <source>There is no season to fill {column} from: the clock does not give one.</source>
      <translation>没有可用来填补 {column} 的季节周期：时间轴没有给出。</translation>
    </message>
    <message>
      <source>There is no setting {address} in this experiment.</source>
      <translation>此实验中没有设置 {address}。</translation>
    </message>
    <message>
      <source>There is no step: every row has the same time.</source>
      <translation>没有步长：所有行的时间相同。</translation>
    </message>
    <message>
      <source>There is no trained model yet.</source>
      <translation>还没有训练好的模型。</translation>
    </message>
    <message>
      <source>There is no trained network with its data yet.</source>
      <translation>还没有带数据的已训练网络。</translation>
    </message>
    <message>
      <source>There is no transform called {name}.</source>
      <translation>没有名为 {name} 的变换。</translation>
    </message>
    <message>
      <source>These columns together make dates or times.</source>
      <translation>这些列合起来构成日期或时间。</translation>
    </message>
    <message>
      <source>This experiment cannot be read: {why}.</source>
      <translation>无法读取此实验：{why}。</translation>
    </message>
    <message>
      <source>This is not an experiment: it has no version number.</source>
      <translation>这不是实验文件：缺少版本号。</translation>
    </message>
    <message>
      <source>This is not an experiment: it holds no named settings.</source>
      <translation>这不是实验文件：其中没有具名的设置。</translation>
    </message>
    <message>
      <source>This is not an experiment: it is not JSON ({why}).</source>
      <translation>这不是实验文件：内容不是 JSON（{why}）。</translation>
    </message>
    <message>
      <source>This loss can be below zero, where there is no logarithm.</source>
      <translation>此损失可能小于零，无法取对数。</translation>
    </message>
    <message>
      <source>Thousands mark</source>
      <translation>千位分隔符</translation>
    </message>
    <message>
      <source>Three centuries of sunspot numbers: a rhythm of about eleven years.</source>
      <translation>三个世纪的太阳黑子数：周期约为十一年。</translation>
    </message>
    <message>
      <source>Three sines and a little noise: a network should forecast it well.</source>
      <translation>三个正弦波加少量噪声：网络应能很好地预测。</translation>
    </message>
    <message>
      <source>Throw it away</source>
      <translation>丢弃</translation>
    </message>
    <message>
      <source>Tilde ~</source>
      <translation>波浪号 ~</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>用时</translation>
    </message>
    <message>
      <source>Time column</source>
      <translation>时间列</translation>
    </message>
    <message>
      <source>Time {time} in row {row} cannot be read.</source>
      <translation>第 {row} 行的时间 {time} 无法读取。</translation>
    </message>
    <message>
      <source>Time {time} in row {row} is not after the one before.</source>
      <translation>第 {row} 行的时间 {time} 不晚于前一行。</translation>
    </message>
    <message>
      <source>Times far from all others, as {example}: {count:,}. They were kept.</source>
      <translation>与其他时间相距甚远的时间，如 {example}：{count:,} 个。已保留。</translation>
    </message>
    <message>
      <source>Times in years that are hardly meant, as {example}: {count:,}. They were kept.</source>
      <translation>年份不太可能正确的时间，如 {example}：{count:,} 个。已保留。</translation>
    </message>
    <message>
      <source>Timesteps</source>
      <translation>时间步</translation>
    </message>
    <message>
      <source>Timesteps {steps}: a third of the training part.</source>
      <translation>时间步 {steps}：训练部分的三分之一。</translation>
    </message>
    <message>
      <source>Timesteps {steps}: a whole season of {period} is more than a third of the training part.</source>
      <translation>时间步 {steps}：{period} 步的整个周期超过训练部分的三分之一。</translation>
    </message>
    <message>
      <source>Timesteps {steps}: the usual beginning where there is no season.</source>
      <translation>时间步 {steps}：没有周期时的常用起点。</translation>
    </message>
    <message>
      <source>Timesteps {steps}: {seasons} seasons of {period}.</source>
      <translation>时间步 {steps}：{seasons} 个周期，每个 {period} 步。</translation>
    </message>
    <message>
      <source>Timesteps {steps}: {seasons} × {period}, the whole seasons that a third of the training part holds.</source>
      <translation>时间步 {steps}：{seasons} × {period}，即训练部分三分之一所容纳的整周期数。</translation>
    </message>
    <message>
      <source>To</source>
      <translation>保存到</translation>
    </message>
    <message>
      <source>To open here again, and for the commands predict and evaluate. Nothing in it can run.</source>
      <translation>可在此重新打开，也供 predict 和 evaluate 命令使用。其中没有任何可执行内容。</translation>
    </message>
    <message>
      <source>Tomorrow equals today: the last value of the window, repeated.</source>
      <translation>明天等于今天：重复窗口的最后一个值。</translation>
    </message>
    <message>
      <source>Tool bar</source>
      <translation>工具栏</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Train as soon as the series is shown.</source>
      <translation>请在序列显示之后再开始训练。</translation>
    </message>
    <message>
      <source>Train first.</source>
      <translation>请先训练。</translation>
    </message>
    <message>
      <source>Train it again: its weights, or what its transforms make of them, left every bound.</source>
      <translation>请重新训练：其权重或变换的结果已超出一切界限。</translation>
    </message>
    <message>
      <source>Train more epochs</source>
      <translation>再训练若干轮</translation>
    </message>
    <message>
      <source>Train the network with these settings.</source>
      <translation>按当前设置训练网络。</translation>
    </message>
    <message>
      <source>Train {count} more epochs</source>
      <translation>再训练 {count} 轮</translation>
    </message>
    <message>
      <source>Trained on</source>
      <translation>训练数据</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Training notebook</source>
      <translation>训练笔记本</translation>
    </message>
    <message>
      <source>Training samples that learn to forecast a filled value: {count}.</source>
      <translation>学习预测填补值的训练样本：{count}。</translation>
    </message>
    <message>
      <source>Training script</source>
      <translation>训练脚本</translation>
    </message>
    <message>
      <source>Training share</source>
      <translation>训练占比</translation>
    </message>
    <message>
      <source>Training: {name} = {value}</source>
      <translation>训练：{name} = {value}</translation>
    </message>
    <message>
      <source>Transform</source>
      <translation>变换</translation>
    </message>
    <message>
      <source>Transform, group and calendar</source>
      <translation>变换、分组与日历</translation>
    </message>
    <message>
      <source>Transforms</source>
      <translation>变换</translation>
    </message>
    <message>
      <source>Truncated BPTT</source>
      <translation>截断 BPTT</translation>
    </message>
    <message>
      <source>Try a batch size of {smaller}, fewer timesteps or fewer units, or train on the CPU.</source>
      <translation>请试试批大小 {smaller}，减少时间步或单元数，或改用 CPU 训练。</translation>
    </message>
    <message>
      <source>Turn the table in the spreadsheet, so that each row is one time, and save it again.</source>
      <translation>请在电子表格中转置该表，使每行为一个时间，然后重新保存。</translation>
    </message>
    <message>
      <source>Two GRU layers: fewer weights than LSTM, often as good.</source>
      <translation>两个 GRU 层：权重比 LSTM 少，效果常常相当。</translation>
    </message>
    <message>
      <source>Two LSTM layers of 32 units: what forecasts best on most series, and the beginning that is proposed.</source>
      <translation>两个 32 单元的 LSTM 层：对多数序列预测最好，也是建议的起点。</translation>
    </message>
    <message>
      <source>Two bars ||</source>
      <translation>双竖线 ||</translation>
    </message>
    <message>
      <source>Two colons ::</source>
      <translation>双冒号 ::</translation>
    </message>
    <message>
      <source>Two marked values in 50 steps must be remembered and added: a test of memory.</source>
      <translation>要在 50 步中记住两个带标记的值并相加：检验记忆能力。</translation>
    </message>
    <message>
      <source>Two rows belong to one step at {when}; rows can be added only where each step has one.</source>
      <translation>{when} 的同一步有两行；只有每步一行时才能添加行。</translation>
    </message>
    <message>
      <source>Two semicolons ;;</source>
      <translation>双分号 ;;</translation>
    </message>
    <message>
      <source>US economy, quarterly</source>
      <translation>美国经济，每季度</translation>
    </message>
    <message>
      <source>US employment, monthly</source>
      <translation>美国就业，每月</translation>
    </message>
    <message>
      <source>Understood</source>
      <translation>已识别</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Unit of the time</source>
      <translation>时间的单位</translation>
    </message>
    <message>
      <source>Unit separator</source>
      <translation>单元分隔符</translation>
    </message>
    <message>
      <source>Units</source>
      <translation>单元数</translation>
    </message>
    <message>
      <source>Unpack it with its password, and choose the file with the rows.</source>
      <translation>请用密码解压，然后选择含有数据行的文件。</translation>
    </message>
    <message>
      <source>Unpack it yourself if you trust it, and choose the file with the rows.</source>
      <translation>如果您信任它，请自行解压，然后选择含有数据行的文件。</translation>
    </message>
    <message>
      <source>Unpack it, and choose the file with the rows.</source>
      <translation>请解压，然后选择含有数据行的文件。</translation>
    </message>
    <message>
      <source>Unpack it, and open the table in it.</source>
      <translation>请先解压，再打开其中的表格。</translation>
    </message>
    <message>
      <source>Up to {steps} steps ahead, from {origins} of {samples} origins of the {part}: mean error of {target} {recursive} recursively, {direct} directly, {theirs} of the {baseline}.</source>
      <translation>向前至多 {steps} 步，取{part} {samples} 个起点中的 {origins} 个：{target} 的平均误差为递归 {recursive}，直接 {direct}，{baseline} {theirs}。</translation>
    </message>
    <message>
      <source>Use a bias</source>
      <translation>使用偏置</translation>
    </message>
    <message>
      <source>Use a stride of {steps} steps</source>
      <translation>把步幅改为 {steps} 步</translation>
    </message>
    <message>
      <source>Use bias</source>
      <translation>使用偏置</translation>
    </message>
    <message>
      <source>Use layers and training</source>
      <translation>采用层和训练设置</translation>
    </message>
    <message>
      <source>Use segments of {steps} steps</source>
      <translation>改为每段 {steps} 步</translation>
    </message>
    <message>
      <source>Use {steps} timesteps</source>
      <translation>改用 {steps} 个时间步</translation>
    </message>
    <message>
      <source>Use {units} units</source>
      <translation>改用 {units} 个单元</translation>
    </message>
    <message>
      <source>Validation and test samples that are left out because a value they would be judged by was filled: {count}.</source>
      <translation>因用来评判的值是填补的而舍去的验证和测试样本：{count}。</translation>
    </message>
    <message>
      <source>Validation share</source>
      <translation>验证占比</translation>
    </message>
    <message>
      <source>Values that were filled in {column}: {count} ({share:.2%}), each with {way}.</source>
      <translation>{column} 中填补的值：{count}（{share:.2%}），均用{way}填补。</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Versions and folders.</source>
      <translation>版本与文件夹。</translation>
    </message>
    <message>
      <source>View: {name}</source>
      <translation>视图：{name}</translation>
    </message>
    <message>
      <source>Wait after this batch; press again to go on.</source>
      <translation>当前批结束后暂停；再按一次继续。</translation>
    </message>
    <message>
      <source>Wait until the program that writes it has ended, and open it again.</source>
      <translation>请等写入该文件的程序结束后再打开。</translation>
    </message>
    <message>
      <source>Warm-up</source>
      <translation>预热</translation>
    </message>
    <message>
      <source>Way of the forecast</source>
      <translation>预测方式</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>权重衰减</translation>
    </message>
    <message>
      <source>Weighted sums of all channels, at every step alike.</source>
      <translation>对所有通道加权求和，每一步用法相同。</translation>
    </message>
    <message>
      <source>What a filter sees beyond the ends: nothing (the sequence gets shorter), zeros at both ends, or zeros before the start alone, so that no step sees a later one.</source>
      <translation>卷积核在序列两端之外看到什么：不填充（序列会变短）、两端补零，或只在开头之前补零，使任何一步都看不到后面的步。</translation>
    </message>
    <message>
      <source>What becomes of several rows with one time: each stays a step of its own, or they become one row with the mean, the last or the sum of their values.</source>
      <translation>同一时间有多行时如何处理：每行各为一步，或合并为一行，取均值、最后一个值或总和。</translation>
    </message>
    <message>
      <source>What follows from it</source>
      <translation>由此得出的结论</translation>
    </message>
    <message>
      <source>What is done about missing values in the chosen columns: samples that touch one are left out, their rows are dropped, or they are filled. Forward and last season use earlier values only; linear and spline use the next ones of the same part too, and then no sample whose past ends before those is used.</source>
      <translation>如何处理所选列中的缺失值：舍去涉及缺失值的样本，删除所在的行，或加以填补。向前填充和上一季节只用之前的值；线性和样条还用同一部分中后面的值，此时不使用回看在那些值之前结束的样本。</translation>
    </message>
    <message>
      <source>What is done where the time goes back: the rows stay as they are, or are sorted by time.</source>
      <translation>时间倒退时如何处理：各行保持原样，或按时间排序。</translation>
    </message>
    <message>
      <source>What is taken from every sample before the layers see it, and given back to its forecast. A level that the training part never had then does no harm.</source>
      <translation>样本进入网络层之前从中去除、再还原到其预测中的量。这样，即使出现训练部分从未有过的水平也无妨。</translation>
    </message>
    <message>
      <source>What lines begin with that are remarks; a dash - says: there are none.</source>
      <translation>注释行以什么开头；短横 - 表示没有注释。</translation>
    </message>
    <message>
      <source>What matters</source>
      <translation>重要性</translation>
    </message>
    <message>
      <source>What the network is told of the clock, as sine and cosine; it is known in the future by itself.</source>
      <translation>以正弦和余弦告知网络的时间信息；其未来值本身已知。</translation>
    </message>
    <message>
      <source>What the schedules “in steps” and “on a plateau” multiply the learning rate by each time.</source>
      <translation>“阶梯衰减”和“停滞时衰减”每次把学习率乘以此系数。</translation>
    </message>
    <message>
      <source>What training makes small: squared errors, absolute ones, or Huber's mixture of both. Quantiles and the Gaussian likelihood also forecast how far off the truth may be.</source>
      <translation>训练要减小的量：平方误差、绝对误差，或两者结合的 Huber 损失。分位数和高斯似然还能预测真实值可能偏离多远。</translation>
    </message>
    <message>
      <source>What was found while reading</source>
      <translation>读取时发现的情况</translation>
    </message>
    <message>
      <source>What whole numbers in the time column count: seconds or parts of them since 1970, or days since 1900.</source>
      <translation>时间列中的整数表示什么：自 1970 年起的秒或其分数，或自 1900 年起的天数。</translation>
    </message>
    <message>
      <source>When a run has ended, its forecasts are shown here.</source>
      <translation>一次运行结束后，这里显示它的预测。</translation>
    </message>
    <message>
      <source>Whether 03/04/2024 is the third of April.</source>
      <translation>03/04/2024 是否表示 4 月 3 日。</translation>
    </message>
    <message>
      <source>Whether the line below the header holds units, not values.</source>
      <translation>表头下面的一行是否为单位而非数值。</translation>
    </message>
    <message>
      <source>Whether the network is any good cannot be known: the part has room for {count} forecasts of {target} that do not overlap, and of fewer than {least} chance and skill look alike.</source>
      <translation>无法得知网络是否有用：该部分只容得下 {count} 个互不重叠的 {target} 预测，少于 {least} 个时，运气与技巧无从分辨。</translation>
    </message>
    <message>
      <source>Whether the network is any good cannot be known: up to here {target} has {rows} rows, and two windows that share none need {needed}.</source>
      <translation>无法得知网络是否有用：到此为止 {target} 有 {rows} 行，而两个互不重叠的窗口需要 {needed} 行。</translation>
    </message>
    <message>
      <source>Whether the network is any good cannot be known: {target} does not change in the rows that are judged, and repeating it is never wrong.</source>
      <translation>无法得知网络是否有用：在评判的各行中 {target} 没有变化，重复它就从不出错。</translation>
    </message>
    <message>
      <source>Whether the network is any good cannot be known: {target} never changes in the training part, so that there was nothing to learn.</source>
      <translation>无法得知网络是否有用：{target} 在训练部分从不变化，因此没有可学的东西。</translation>
    </message>
    <message>
      <source>Whether the past of a validation or test sample may reach into the part before it. Its targets never do.</source>
      <translation>验证或测试样本的历史能否延伸到前一部分。其目标值则绝不会延伸过去。</translation>
    </message>
    <message>
      <source>Whether the rows on both sides of a gap are neighbours, or rows with missing values are added at every step between them. Months, quarters and years step on the calendar; business days have no gap at weekends.</source>
      <translation>间断两侧的行视为相邻，或在其间每一步补上带缺失值的行。月、季、年按日历前进；工作日历在周末没有间断。</translation>
    </message>
    <message>
      <source>Which file of a zip archive is read.</source>
      <translation>读取 zip 压缩包中的哪个文件。</translation>
    </message>
    <message>
      <source>Which of day, month and year comes first in dates such as 01-02-03.</source>
      <translation>在 01-02-03 这样的日期中，日、月、年哪个在前。</translation>
    </message>
    <message>
      <source>Which quantiles the quantile loss forecasts, lowest first: 0.1 is the value that one future in ten stays below. 0.5 is the forecast itself.</source>
      <translation>分位数损失要预测哪些分位数，从低到高排列：0.1 表示未来有十分之一的可能低于该值。0.5 就是预测值本身。</translation>
    </message>
    <message>
      <source>Window normalisation</source>
      <translation>窗口归一化</translation>
    </message>
    <message>
      <source>Windows</source>
      <translation>滑动窗口</translation>
    </message>
    <message>
      <source>With a single time step nothing is ever remembered: the recurrent weights and the forget gate, {count} of {total} parameters ({share:.0%}), can never learn.</source>
      <translation>只有一个时间步时，网络什么也记不住：循环权重和遗忘门（{total} 个参数中的 {count} 个，占 {share:.0%}）永远学不到任何东西。</translation>
    </message>
    <message>
      <source>With a single time step nothing is ever remembered: the recurrent weights, {count} of {total} parameters ({share:.0%}), can never learn.</source>
      <translation>只有一个时间步时，网络什么也记不住：循环权重（{total} 个参数中的 {count} 个，占 {share:.0%}）永远学不到任何东西。</translation>
    </message>
    <message>
      <source>With business days: how many weekdays in a row may be missing without being a gap.</source>
      <translation>使用工作日历时：连续缺少多少个工作日仍不算间断。</translation>
    </message>
    <message>
      <source>Without it the network of the first fold, with its scalers, is judged on every fold.</source>
      <translation>不勾选时，用第一折的网络及其缩放参数在每一折上评判。</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>词</translation>
    </message>
    <message>
      <source>Words for a missing value</source>
      <translation>表示缺失值的词</translation>
    </message>
    <message>
      <source>Workbench model</source>
      <translation>工作台模型</translation>
    </message>
    <message>
      <source>Workbooks</source>
      <translation>工作簿</translation>
    </message>
    <message>
      <source>Worst</source>
      <translation>最差</translation>
    </message>
    <message>
      <source>Worst windows</source>
      <translation>最差的窗口</translation>
    </message>
    <message>
      <source>Write everything about the shown run on one page, for a browser or a printer.</source>
      <translation>将所显示运行的全部内容写成一页，供浏览器查看或打印。</translation>
    </message>
    <message>
      <source>Write it as .csv.</source>
      <translation>请写成 .csv 文件。</translation>
    </message>
    <message>
      <source>Write it as in sales=log.</source>
      <translation>请写成 sales=log 的形式。</translation>
    </message>
    <message>
      <source>Write it as in training.epochs=3.</source>
      <translation>请写成 training.epochs=3 这样的形式。</translation>
    </message>
    <message>
      <source>Write the trained network for other programs: ONNX, Keras, PyTorch, scripts.</source>
      <translation>将训练好的网络写成其他程序可用的格式：ONNX、Keras、PyTorch、脚本。</translation>
    </message>
    <message>
      <source>Write times as 2026-11-25T08:30:00, without an offset.</source>
      <translation>时间请写成 2026-11-25T08:30:00，不带时区偏移。</translation>
    </message>
    <message>
      <source>Writing and checking the model</source>
      <translation>正在写入并核对模型</translation>
    </message>
    <message>
      <source>Writing and checking the model…</source>
      <translation>正在写入并核对模型…</translation>
    </message>
    <message>
      <source>Written: {path}</source>
      <translation>已写入：{path}</translation>
    </message>
    <message>
      <source>X: what the network sees</source>
      <translation>X：网络看到的数据</translation>
    </message>
    <message>
      <source>Year, month, day</source>
      <translation>年、月、日</translation>
    </message>
    <message>
      <source>[samples, timesteps, features]</source>
      <translation>[samples 样本, timesteps 时间步, features 特征]</translation>
    </message>
    <message>
      <source>a 7z archive</source>
      <translation>7z 压缩包</translation>
    </message>
    <message>
      <source>a GIF image</source>
      <translation>GIF 图像</translation>
    </message>
    <message>
      <source>a JPEG image</source>
      <translation>JPEG 图像</translation>
    </message>
    <message>
      <source>a MATLAB file</source>
      <translation>MATLAB 文件</translation>
    </message>
    <message>
      <source>a NetCDF file</source>
      <translation>NetCDF 文件</translation>
    </message>
    <message>
      <source>a NumPy file</source>
      <translation>NumPy 文件</translation>
    </message>
    <message>
      <source>a PDF document</source>
      <translation>PDF 文档</translation>
    </message>
    <message>
      <source>a PNG image</source>
      <translation>PNG 图像</translation>
    </message>
    <message>
      <source>a Parquet file</source>
      <translation>Parquet 文件</translation>
    </message>
    <message>
      <source>a RAR archive</source>
      <translation>RAR 压缩包</translation>
    </message>
    <message>
      <source>a SQLite database</source>
      <translation>SQLite 数据库</translation>
    </message>
    <message>
      <source>a Zstandard archive</source>
      <translation>Zstandard 压缩包</translation>
    </message>
    <message>
      <source>a column of words becomes features by itself</source>
      <translation>文字列会自动成为特征</translation>
    </message>
    <message>
      <source>a database</source>
      <translation>数据库</translation>
    </message>
    <message>
      <source>a deviation that the network forecasts itself</source>
      <translation>网络自身预测的标准差</translation>
    </message>
    <message>
      <source>a layer is given the one before it alone</source>
      <translation>一层只接收它前面的那一层</translation>
    </message>
    <message>
      <source>a list</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>a minus behind the number</source>
      <translation>数字后面的负号</translation>
    </message>
    <message>
      <source>a network knows none; give the inputs their columns under Data</source>
      <translation>网络不知道列名；请在“数据”中指定输入列</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>a number in it is too large</source>
      <translation>其中有一个数过大</translation>
    </message>
    <message>
      <source>a packed file</source>
      <translation>压缩文件</translation>
    </message>
    <message>
      <source>a page of the web</source>
      <translation>网页</translation>
    </message>
    <message>
      <source>a picture</source>
      <translation>图片</translation>
    </message>
    <message>
      <source>a point before some fractions and a comma before others</source>
      <translation>部分小数用小数点，部分用小数逗号</translation>
    </message>
    <message>
      <source>a pointer of Git LFS, not the file itself</source>
      <translation>Git LFS 指针，而非文件本身</translation>
    </message>
    <message>
      <source>a pointer of Git LFS; the rows are elsewhere</source>
      <translation>Git LFS 指针，数据行在别处</translation>
    </message>
    <message>
      <source>a program</source>
      <translation>程序</translation>
    </message>
    <message>
      <source>a smooth curve to the next values</source>
      <translation>到后续值的平滑曲线</translation>
    </message>
    <message>
      <source>a stack has at most {most} layers</source>
      <translation>一个网络最多 {most} 层</translation>
    </message>
    <message>
      <source>a straight line to the next value</source>
      <translation>到下一个值的直线</translation>
    </message>
    <message>
      <source>a text document</source>
      <translation>文字文档</translation>
    </message>
    <message>
      <source>a text file</source>
      <translation>文本文件</translation>
    </message>
    <message>
      <source>a web page or XML</source>
      <translation>网页或 XML</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>整数</translation>
    </message>
    <message>
      <source>a word processor's document</source>
      <translation>文字处理文档</translation>
    </message>
    <message>
      <source>a workbook (.ods)</source>
      <translation>工作簿(.ods)</translation>
    </message>
    <message>
      <source>a workbook (.xls)</source>
      <translation>工作簿(.xls)</translation>
    </message>
    <message>
      <source>a workbook (.xlsx)</source>
      <translation>工作簿(.xlsx)</translation>
    </message>
    <message>
      <source>a workbook or another office document</source>
      <translation>工作簿或其他办公文档</translation>
    </message>
    <message>
      <source>add {kind}</source>
      <translation>添加 {kind}</translation>
    </message>
    <message>
      <source>all rows before</source>
      <translation>之前的所有行</translation>
    </message>
    <message>
      <source>all that stands there</source>
      <translation>其中全部内容</translation>
    </message>
    <message>
      <source>always there</source>
      <translation>始终可用</translation>
    </message>
    <message>
      <source>amplitude</source>
      <translation>振幅</translation>
    </message>
    <message>
      <source>an Arrow file</source>
      <translation>Arrow 文件</translation>
    </message>
    <message>
      <source>an Excel workbook</source>
      <translation>Excel 工作簿</translation>
    </message>
    <message>
      <source>an HDF5 file</source>
      <translation>HDF5 文件</translation>
    </message>
    <message>
      <source>an XML document</source>
      <translation>XML 文档</translation>
    </message>
    <message>
      <source>an activation belongs to the Dense or Conv1D before it</source>
      <translation>激活函数属于它前面的 Dense 或 Conv1D</translation>
    </message>
    <message>
      <source>an encrypted Parquet file</source>
      <translation>加密的 Parquet 文件</translation>
    </message>
    <message>
      <source>an experiment of version {held}</source>
      <translation>版本 {held} 的实验</translation>
    </message>
    <message>
      <source>as many as the first</source>
      <translation>与第一折相同的行数</translation>
    </message>
    <message>
      <source>autocorrelation</source>
      <translation>自相关</translation>
    </message>
    <message>
      <source>autocorrelation of the errors</source>
      <translation>误差的自相关</translation>
    </message>
    <message>
      <source>baseline</source>
      <translation>基线</translation>
    </message>
    <message>
      <source>batches</source>
      <translation>批</translation>
    </message>
    <message>
      <source>beaten</source>
      <translation>已胜过</translation>
    </message>
    <message>
      <source>better</source>
      <translation>更好</translation>
    </message>
    <message>
      <source>binary data</source>
      <translation>二进制数据</translation>
    </message>
    <message>
      <source>blank</source>
      <translation>空行</translation>
    </message>
    <message>
      <source>brackets, which mean minus</source>
      <translation>表示负数的括号</translation>
    </message>
    <message>
      <source>calibration: a series stands there twice</source>
      <translation>校准：同一序列出现了两次</translation>
    </message>
    <message>
      <source>calibration: it holds something other than radii for these settings</source>
      <translation>校准：其内容不是这些设置所需的半径</translation>
    </message>
    <message>
      <source>calibration: it holds something other than widths of each series</source>
      <translation>校准：其中的内容不是各序列的宽度</translation>
    </message>
    <message>
      <source>calibration: the names of the series are no words</source>
      <translation>校准：序列名称不是文字</translation>
    </message>
    <message>
      <source>calibration: the widths of each series are not whole</source>
      <translation>校准：各序列的宽度不完整</translation>
    </message>
    <message>
      <source>calibration: {why}</source>
      <translation>校准：{why}</translation>
    </message>
    <message>
      <source>change the role of {column}</source>
      <translation>更改 {column} 的用途</translation>
    </message>
    <message>
      <source>column</source>
      <translation>列</translation>
    </message>
    <message>
      <source>commas between thousands</source>
      <translation>千位分隔逗号</translation>
    </message>
    <message>
      <source>compile</source>
      <translation>compile</translation>
    </message>
    <message>
      <source>conformal</source>
      <translation>共形</translation>
    </message>
    <message>
      <source>correlation</source>
      <translation>相关系数</translation>
    </message>
    <message>
      <source>currency signs</source>
      <translation>货币符号</translation>
    </message>
    <message>
      <source>daily</source>
      <translation>每天</translation>
    </message>
    <message>
      <source>data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>data.mending.missing may be leave, drop, forward, linear, spline or seasonal.</source>
      <translation>data.mending.missing 可取 leave、drop、forward、linear、spline 或 seasonal。</translation>
    </message>
    <message>
      <source>days</source>
      <translation>天</translation>
    </message>
    <message>
      <source>deviation</source>
      <translation>标准差</translation>
    </message>
    <message>
      <source>difference</source>
      <translation>差异</translation>
    </message>
    <message>
      <source>difference to the truth so many steps back</source>
      <translation>与若干步之前真实值的差异</translation>
    </message>
    <message>
      <source>differences</source>
      <translation>差异</translation>
    </message>
    <message>
      <source>direct</source>
      <translation>直接</translation>
    </message>
    <message>
      <source>direct and recursive</source>
      <translation>直接与递归</translation>
    </message>
    <message>
      <source>drift</source>
      <translation>漂移法</translation>
    </message>
    <message>
      <source>dropout</source>
      <translation>dropout</translation>
    </message>
    <message>
      <source>duplicate {kind}</source>
      <translation>复制 {kind}</translation>
    </message>
    <message>
      <source>each sample by its own deviation, for many series</source>
      <translation>因为有多个序列，每个样本除以自身的标准差</translation>
    </message>
    <message>
      <source>each sample by its own deviation: in their training parts the series deviate by {low} to {high}, a factor of {factor}</source>
      <translation>每个样本除以自身的标准差：各序列在训练部分的标准差从 {low} 到 {high}，相差 {factor} 倍</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>空</translation>
    </message>
    <message>
      <source>epoch</source>
      <translation>轮次</translation>
    </message>
    <message>
      <source>epoch {epoch}/{epochs}</source>
      <translation>第 {epoch}/{epochs} 轮</translation>
    </message>
    <message>
      <source>epochs</source>
      <translation>轮</translation>
    </message>
    <message>
      <source>error</source>
      <translation>误差</translation>
    </message>
    <message>
      <source>errors against forecast</source>
      <translation>误差与预测值</translation>
    </message>
    <message>
      <source>errors over time</source>
      <translation>误差随时间</translation>
    </message>
    <message>
      <source>every minute</source>
      <translation>每分钟</translation>
    </message>
    <message>
      <source>filled in</source>
      <translation>填补</translation>
    </message>
    <message>
      <source>fold {fold}, seed {seed}</source>
      <translation>第 {fold} 折，种子 {seed}</translation>
    </message>
    <message>
      <source>folded</source>
      <translation>折叠</translation>
    </message>
    <message>
      <source>folds</source>
      <translation>折</translation>
    </message>
    <message>
      <source>footer</source>
      <translation>页脚</translation>
    </message>
    <message>
      <source>forecast</source>
      <translation>预测值</translation>
    </message>
    <message>
      <source>forecast from</source>
      <translation>预测起点</translation>
    </message>
    <message>
      <source>forecast from the origin</source>
      <translation>从起点作出的预测</translation>
    </message>
    <message>
      <source>forecast past the end</source>
      <translation>末尾之后的预测</translation>
    </message>
    <message>
      <source>format {held}</source>
      <translation>格式 {held}</translation>
    </message>
    <message>
      <source>found by itself</source>
      <translation>自动识别</translation>
    </message>
    <message>
      <source>from</source>
      <translation>起</translation>
    </message>
    <message>
      <source>from the errors on the validation part (split conformal)</source>
      <translation>由验证部分的误差得出（分割共形预测）</translation>
    </message>
    <message>
      <source>gradient norm</source>
      <translation>梯度范数</translation>
    </message>
    <message>
      <source>header</source>
      <translation>表头</translation>
    </message>
    <message>
      <source>highest</source>
      <translation>最大值</translation>
    </message>
    <message>
      <source>histogram</source>
      <translation>直方图</translation>
    </message>
    <message>
      <source>holds</source>
      <translation>实际包含</translation>
    </message>
    <message>
      <source>holds {inside} of the truths of the test part</source>
      <translation>包含测试部分 {inside} 的真实值</translation>
    </message>
    <message>
      <source>horizon, targets</source>
      <translation>预测步数、目标列</translation>
    </message>
    <message>
      <source>hourly</source>
      <translation>每小时</translation>
    </message>
    <message>
      <source>how it was made</source>
      <translation>生成方式</translation>
    </message>
    <message>
      <source>in the file</source>
      <translation>文件原文</translation>
    </message>
    <message>
      <source>input</source>
      <translation>输入</translation>
    </message>
    <message>
      <source>interval</source>
      <translation>区间</translation>
    </message>
    <message>
      <source>is missing</source>
      <translation>缺少此项</translation>
    </message>
    <message>
      <source>is not a setting; did you mean {near}?</source>
      <translation>不是有效的设置；您要找的是 {near} 吗？</translation>
    </message>
    <message>
      <source>is not a setting; known here: {known}</source>
      <translation>不是有效的设置；此处可用：{known}</translation>
    </message>
    <message>
      <source>it does not follow the layer before it; it was put behind it all the same</source>
      <translation>它并不接在前一层之后；仍放在了前一层后面</translation>
    </message>
    <message>
      <source>it does not have the members it should have</source>
      <translation>其中的成员文件与应有的不符</translation>
    </message>
    <message>
      <source>it does not hold {config} and {weights}</source>
      <translation>其中没有 {config} 和 {weights}</translation>
    </message>
    <message>
      <source>it forecasts at each of the {steps} steps; here one vector or a RepeatVector gives the horizon</source>
      <translation>它在 {steps} 步的每一步都预测；这里由一个向量或 RepeatVector 给出预测步数</translation>
    </message>
    <message>
      <source>it has no weights at {path}</source>
      <translation>{path} 处没有权重</translation>
    </message>
    <message>
      <source>it has {count} arrays; at most {most} are read</source>
      <translation>它有 {count} 个数组；最多读取 {most} 个</translation>
    </message>
    <message>
      <source>it has {size} bytes; at most {most} are read</source>
      <translation>文件有 {size} 字节；最多读取 {most} 字节</translation>
    </message>
    <message>
      <source>it holds bytes that belong to none of its members</source>
      <translation>其中有不属于任何成员的字节</translation>
    </message>
    <message>
      <source>it holds code, and code from a file is never run</source>
      <translation>它含有代码，而来自文件的代码绝不会运行</translation>
    </message>
    <message>
      <source>it holds weights alone and does not say of which layers</source>
      <translation>它只有权重，没有说明属于哪些层</translation>
    </message>
    <message>
      <source>it is a device or a pipe, not a file</source>
      <translation>这是设备或管道，不是文件</translation>
    </message>
    <message>
      <source>it is computed in the code; set it by hand</source>
      <translation>它由代码计算得出；请手动设置</translation>
    </message>
    <message>
      <source>it is computed in the code; set the timesteps by hand</source>
      <translation>它由代码计算得出；请手动设置时间步</translation>
    </message>
    <message>
      <source>it is nested deeper than {most} levels</source>
      <translation>嵌套超过 {most} 层</translation>
    </message>
    <message>
      <source>it is no layer that is known</source>
      <translation>它不是已知的层</translation>
    </message>
    <message>
      <source>it is no number of steps or columns</source>
      <translation>它不是步数或列数</translation>
    </message>
    <message>
      <source>it is no zip archive that can be read</source>
      <translation>它不是可读取的 zip 文件</translation>
    </message>
    <message>
      <source>it is not run; the layers inside were taken once</source>
      <translation>它不会运行；其中的层只采用一次</translation>
    </message>
    <message>
      <source>it is not said; it got the default</source>
      <translation>没有给出；采用默认值</translation>
    </message>
    <message>
      <source>it stands behind the output</source>
      <translation>它在输出层之后</translation>
    </message>
    <message>
      <source>it was changed after it was saved</source>
      <translation>文件在保存之后被改动过</translation>
    </message>
    <message>
      <source>its arrays “{group}” do not fit the settings</source>
      <translation>其中的数组“{group}”与设置不符</translation>
    </message>
    <message>
      <source>its attribute {name} is missing or too large</source>
      <translation>它的属性 {name} 缺失或过大</translation>
    </message>
    <message>
      <source>its attribute {name} is no text</source>
      <translation>它的属性 {name} 不是文本</translation>
    </message>
    <message>
      <source>its attribute {name} is too large</source>
      <translation>它的属性 {name} 过大</translation>
    </message>
    <message>
      <source>its content cannot be read: {why}</source>
      <translation>内容无法读取：{why}</translation>
    </message>
    <message>
      <source>its header is longer than it may be</source>
      <translation>其文件头过长</translation>
    </message>
    <message>
      <source>its header names no arrays</source>
      <translation>其文件头没有列出数组</translation>
    </message>
    <message>
      <source>its history has {count} epochs of {epochs}</source>
      <translation>训练历史中有 {count} 轮，应为 {epochs} 轮</translation>
    </message>
    <message>
      <source>its layers are no JSON</source>
      <translation>它的层不是 JSON</translation>
    </message>
    <message>
      <source>its layers do not fit together</source>
      <translation>各层之间无法衔接</translation>
    </message>
    <message>
      <source>its layers do not stand one behind the other</source>
      <translation>它的各层并非依次相接</translation>
    </message>
    <message>
      <source>its layers have {count} weights, more than it holds</source>
      <translation>它的层有 {count} 个权重，多于文件所含</translation>
    </message>
    <message>
      <source>its manifest cannot be read</source>
      <translation>清单无法读取</translation>
    </message>
    <message>
      <source>its member {member} is not what Keras writes</source>
      <translation>其成员 {member} 不是 Keras 写出的内容</translation>
    </message>
    <message>
      <source>its member {member} is not what the workbench writes</source>
      <translation>成员文件 {member} 不是本程序写入的形式</translation>
    </message>
    <message>
      <source>its rows have more cells than its header</source>
      <translation>数据行的单元格数多于表头</translation>
    </message>
    <message>
      <source>its scalers are for other columns</source>
      <translation>缩放参数对应的是其他列</translation>
    </message>
    <message>
      <source>its second direction has settings of its own; it got those of the first</source>
      <translation>它的第二个方向有自己的设置；已采用第一个方向的设置</translation>
    </message>
    <message>
      <source>its settings cannot be read: {why}</source>
      <translation>设置无法读取：{why}</translation>
    </message>
    <message>
      <source>its weights</source>
      <translation>它的权重</translation>
    </message>
    <message>
      <source>its weights are no HDF5 that can be read</source>
      <translation>它的权重不是可读取的 HDF5</translation>
    </message>
    <message>
      <source>kept as written</source>
      <translation>原样保留</translation>
    </message>
    <message>
      <source>known in future</source>
      <translation>未来已知</translation>
    </message>
    <message>
      <source>lag in steps</source>
      <translation>滞后步数</translation>
    </message>
    <message>
      <source>last value</source>
      <translation>沿用末值</translation>
    </message>
    <message>
      <source>layer</source>
      <translation>层</translation>
    </message>
    <message>
      <source>layer {layer} has {count} arrays, not {needed}</source>
      <translation>层 {layer} 有 {count} 个数组，应为 {needed} 个</translation>
    </message>
    <message>
      <source>layer {number} ({kind})</source>
      <translation>第 {number} 层（{kind}）</translation>
    </message>
    <message>
      <source>learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>learning rate {rate:g} since epoch {epoch}</source>
      <translation>自第 {epoch} 轮起学习率为 {rate:g}</translation>
    </message>
    <message>
      <source>left out, no numbers: {columns}</source>
      <translation>未使用的非数值列：{columns}</translation>
    </message>
    <message>
      <source>less the level</source>
      <translation>减去水平</translation>
    </message>
    <message>
      <source>line</source>
      <translation>行号</translation>
    </message>
    <message>
      <source>linear model</source>
      <translation>线性模型</translation>
    </message>
    <message>
      <source>log axis</source>
      <translation>对数轴</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>loss (scaled)</source>
      <translation>损失（缩放后）</translation>
    </message>
    <message>
      <source>lowest</source>
      <translation>最小值</translation>
    </message>
    <message>
      <source>many forecasts with dropout</source>
      <translation>启用 dropout 的多次预测</translation>
    </message>
    <message>
      <source>may overlap</source>
      <translation>允许重叠</translation>
    </message>
    <message>
      <source>mean</source>
      <translation>均值</translation>
    </message>
    <message>
      <source>mean error</source>
      <translation>平均误差</translation>
    </message>
    <message>
      <source>mean of the series</source>
      <translation>各序列均值</translation>
    </message>
    <message>
      <source>mean of {count} series</source>
      <translation>{count} 个序列的均值</translation>
    </message>
    <message>
      <source>mean width</source>
      <translation>平均宽度</translation>
    </message>
    <message>
      <source>metrics: those of the part {part} are not what is measured</source>
      <translation>指标：{part} 部分的内容不是所测量的指标</translation>
    </message>
    <message>
      <source>missing</source>
      <translation>缺失</translation>
    </message>
    <message>
      <source>monthly</source>
      <translation>每月</translation>
    </message>
    <message>
      <source>months</source>
      <translation>个月</translation>
    </message>
    <message>
      <source>move the split</source>
      <translation>移动划分</translation>
    </message>
    <message>
      <source>move {kind}</source>
      <translation>移动 {kind}</translation>
    </message>
    <message>
      <source>must be a file name of whole characters, not {given}</source>
      <translation>必须是由完整字符组成的文件名，而不是 {given}</translation>
    </message>
    <message>
      <source>must be a finite number</source>
      <translation>必须是有限的数值</translation>
    </message>
    <message>
      <source>must be above {low} and at most {high}, not {given}</source>
      <translation>必须大于 {low} 且不超过 {high}，而不是 {given}</translation>
    </message>
    <message>
      <source>must be auto, cpu, cuda, cuda:N or mps, not {given}</source>
      <translation>必须是 auto、cpu、cuda、cuda:N 或 mps，而不是 {given}</translation>
    </message>
    <message>
      <source>must be from {low} to {high} {unit}, not {given}</source>
      <translation>必须在 {low} 到 {high} {unit}之间，而不是 {given}</translation>
    </message>
    <message>
      <source>must be from {low} to {high}, not {given}</source>
      <translation>必须在 {low} 到 {high} 之间，而不是 {given}</translation>
    </message>
    <message>
      <source>must be numbers with commas between them, not {given}</source>
      <translation>必须是以逗号分隔的数值，而不是 {given}</translation>
    </message>
    <message>
      <source>must be one of {allowed}, not {given}</source>
      <translation>必须是以下之一：{allowed}；而不是 {given}</translation>
    </message>
    <message>
      <source>must be {kind}, not {given}</source>
      <translation>必须是{kind}，而不是 {given}</translation>
    </message>
    <message>
      <source>must contain 0.5, which is the forecast itself</source>
      <translation>必须包含 0.5，即预测值本身</translation>
    </message>
    <message>
      <source>must have at most {most} entries</source>
      <translation>最多只能有 {most} 项</translation>
    </message>
    <message>
      <source>must lie between 0 and 1, not {given}</source>
      <translation>必须大于 0 且小于 1，而不是 {given}</translation>
    </message>
    <message>
      <source>must rise from each level to the next</source>
      <translation>各水平必须依次递增</translation>
    </message>
    <message>
      <source>name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>names {column} more than once</source>
      <translation>多次列出了 {column}</translation>
    </message>
    <message>
      <source>network</source>
      <translation>网络</translation>
    </message>
    <message>
      <source>new experiment</source>
      <translation>新实验</translation>
    </message>
    <message>
      <source>next: {when}</source>
      <translation>后续{when}</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no CUDA device was found</source>
      <translation>未找到 CUDA 设备</translation>
    </message>
    <message>
      <source>no NVIDIA driver was found</source>
      <translation>未找到 NVIDIA 驱动</translation>
    </message>
    <message>
      <source>no season within the window</source>
      <translation>窗口内没有季节</translation>
    </message>
    <message>
      <source>no training part</source>
      <translation>没有训练部分</translation>
    </message>
    <message>
      <source>not beaten</source>
      <translation>未胜过</translation>
    </message>
    <message>
      <source>not defined</source>
      <translation>无定义</translation>
    </message>
    <message>
      <source>number</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>occlusion</source>
      <translation>遮挡</translation>
    </message>
    <message>
      <source>of {column}</source>
      <translation>作用于 {column}</translation>
    </message>
    <message>
      <source>of {column}: {transforms}</source>
      <translation>作用于 {column}：{transforms}</translation>
    </message>
    <message>
      <source>of {count} · rows {first}–{last} → {then}–{end}</source>
      <translation>共 {count} 个 · 第 {first}–{last} 行 → 第 {then}–{end} 行</translation>
    </message>
    <message>
      <source>off</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>one model is taken over, the first</source>
      <translation>只采用一个模型，即第一个</translation>
    </message>
    <message>
      <source>one row every {seconds:g} s</source>
      <translation>每 {seconds:g} 秒一行</translation>
    </message>
    <message>
      <source>only (timesteps, features) can be read</source>
      <translation>只能读取 (timesteps, features)</translation>
    </message>
    <message>
      <source>only layers are taken over, no operations</source>
      <translation>只采用层，不采用运算</translation>
    </message>
    <message>
      <source>only layers in a list are read</source>
      <translation>只读取列表中的层</translation>
    </message>
    <message>
      <source>only layers without memory can be</source>
      <translation>只有无记忆的层可以</translation>
    </message>
    <message>
      <source>only recurrent layers go both ways</source>
      <translation>只有循环层可以双向</translation>
    </message>
    <message>
      <source>only the states of an earlier layer can be</source>
      <translation>只能采用前面某层的状态</translation>
    </message>
    <message>
      <source>only what builds, compiles and fits the model is read</source>
      <translation>只读取构建、编译和训练模型的部分</translation>
    </message>
    <message>
      <source>open {name}</source>
      <translation>打开 {name}</translation>
    </message>
    <message>
      <source>order</source>
      <translation>序号</translation>
    </message>
    <message>
      <source>origin</source>
      <translation>起点</translation>
    </message>
    <message>
      <source>output</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>output shape</source>
      <translation>输出形状</translation>
    </message>
    <message>
      <source>parameters</source>
      <translation>参数量</translation>
    </message>
    <message>
      <source>part</source>
      <translation>部分</translation>
    </message>
    <message>
      <source>partial autocorrelation</source>
      <translation>偏自相关</translation>
    </message>
    <message>
      <source>passes</source>
      <translation>次</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>period</source>
      <translation>周期</translation>
    </message>
    <message>
      <source>permutation</source>
      <translation>置换</translation>
    </message>
    <message>
      <source>preamble</source>
      <translation>前言</translation>
    </message>
    <message>
      <source>probe: it holds something other than samples for these settings</source>
      <translation>探测样本：其内容不是这些设置所需的样本</translation>
    </message>
    <message>
      <source>quantiles that the network forecasts itself</source>
      <translation>网络自身预测的分位数</translation>
    </message>
    <message>
      <source>quarterly</source>
      <translation>每季度</translation>
    </message>
    <message>
      <source>ragged</source>
      <translation>列数不符</translation>
    </message>
    <message>
      <source>recursive</source>
      <translation>递归</translation>
    </message>
    <message>
      <source>recursive forecast from the origin</source>
      <translation>从起点作出的递归预测</translation>
    </message>
    <message>
      <source>recursive forecast past the end</source>
      <translation>末尾之后的递归预测</translation>
    </message>
    <message>
      <source>remark</source>
      <translation>注释</translation>
    </message>
    <message>
      <source>remove {kind}</source>
      <translation>移除 {kind}</translation>
    </message>
    <message>
      <source>repeated</source>
      <translation>重复表头</translation>
    </message>
    <message>
      <source>repeats</source>
      <translation>重复次数</translation>
    </message>
    <message>
      <source>rise of the MAE</source>
      <translation>MAE 的增加量</translation>
    </message>
    <message>
      <source>role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>row</source>
      <translation>行</translation>
    </message>
    <message>
      <source>row {row}</source>
      <translation>第 {row} 行</translation>
    </message>
    <message>
      <source>row {row} ({when})</source>
      <translation>第 {row} 行（{when}）</translation>
    </message>
    <message>
      <source>row {row} ({when}), {before} before and {after} after</source>
      <translation>第 {row} 行（{when}），之前{before}，之后{after}</translation>
    </message>
    <message>
      <source>rows</source>
      <translation>行数</translation>
    </message>
    <message>
      <source>rows in order</source>
      <translation>按行顺序</translation>
    </message>
    <message>
      <source>sample count</source>
      <translation>样本数</translation>
    </message>
    <message>
      <source>samples</source>
      <translation>个样本</translation>
    </message>
    <message>
      <source>samples before</source>
      <translation>之前的样本数</translation>
    </message>
    <message>
      <source>season</source>
      <translation>周期</translation>
    </message>
    <message>
      <source>seasonal naive</source>
      <translation>季节朴素法</translation>
    </message>
    <message>
      <source>second</source>
      <translation>第二周期</translation>
    </message>
    <message>
      <source>seeds</source>
      <translation>个种子</translation>
    </message>
    <message>
      <source>series</source>
      <translation>序列</translation>
    </message>
    <message>
      <source>set {name}</source>
      <translation>设置 {name}</translation>
    </message>
    <message>
      <source>set {name} of {kind}</source>
      <translation>设置 {kind} 的 {name}</translation>
    </message>
    <message>
      <source>setting</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>settings that differ from the form: {count}</source>
      <translation>与当前设置不同：{count} 项</translation>
    </message>
    <message>
      <source>share</source>
      <translation>占比</translation>
    </message>
    <message>
      <source>should hold</source>
      <translation>应包含</translation>
    </message>
    <message>
      <source>skill</source>
      <translation>技巧分</translation>
    </message>
    <message>
      <source>skill against the {baseline}, %</source>
      <translation>相对{baseline}的技巧分, %</translation>
    </message>
    <message>
      <source>skill against {baseline}</source>
      <translation>相对{baseline}的技巧分</translation>
    </message>
    <message>
      <source>skill of the network against it</source>
      <translation>网络相对它的技巧分</translation>
    </message>
    <message>
      <source>smoothing</source>
      <translation>平滑</translation>
    </message>
    <message>
      <source>starts from {layer}</source>
      <translation>从 {layer} 的状态开始</translation>
    </message>
    <message>
      <source>stateful layers begin anew here</source>
      <translation>状态从此处重新开始</translation>
    </message>
    <message>
      <source>step of the season</source>
      <translation>周期内的步</translation>
    </message>
    <message>
      <source>step, from {when} on</source>
      <translation>步，自 {when} 起</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>步</translation>
    </message>
    <message>
      <source>steps ahead</source>
      <translation>向前步数</translation>
    </message>
    <message>
      <source>steps back</source>
      <translation>向后步数</translation>
    </message>
    <message>
      <source>steps can only be joined to segments, and the output only be laid out as (horizon, targets)</source>
      <translation>时间步只能合并为分段，输出只能排成 (horizon, targets)</translation>
    </message>
    <message>
      <source>stretches of lags</source>
      <translation>滞后分段数</translation>
    </message>
    <message>
      <source>strictly apart</source>
      <translation>严格分开</translation>
    </message>
    <message>
      <source>switch {kind} off</source>
      <translation>停用 {kind}</translation>
    </message>
    <message>
      <source>switch {kind} on</source>
      <translation>启用 {kind}</translation>
    </message>
    <message>
      <source>switched off</source>
      <translation>已停用</translation>
    </message>
    <message>
      <source>take over the proposal</source>
      <translation>采用建议</translation>
    </message>
    <message>
      <source>take the run's settings</source>
      <translation>采用该次运行的设置</translation>
    </message>
    <message>
      <source>target</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>target and input</source>
      <translation>目标和输入</translation>
    </message>
    <message>
      <source>test</source>
      <translation>测试</translation>
    </message>
    <message>
      <source>test part</source>
      <translation>测试部分</translation>
    </message>
    <message>
      <source>text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>text without rows of numbers</source>
      <translation>没有数字行的文本</translation>
    </message>
    <message>
      <source>the CPU, because {why}</source>
      <translation>使用 CPU，原因：{why}</translation>
    </message>
    <message>
      <source>the NVIDIA driver is too old for CUDA {version}</source>
      <translation>NVIDIA 驱动过旧，不支持 CUDA {version}</translation>
    </message>
    <message>
      <source>the best epoch</source>
      <translation>最佳轮次</translation>
    </message>
    <message>
      <source>the end without a Dense layer</source>
      <translation>末尾没有 Dense 层</translation>
    </message>
    <message>
      <source>the first inputs were chosen; choose them under Data</source>
      <translation>已选择最前面的输入；请在“数据”中选择</translation>
    </message>
    <message>
      <source>the last of them</source>
      <translation>其中最后一个</translation>
    </message>
    <message>
      <source>the last value before</source>
      <translation>之前的最后一个值</translation>
    </message>
    <message>
      <source>the layer inside cannot be read</source>
      <translation>其中的层无法读取</translation>
    </message>
    <message>
      <source>the names of {count} columns</source>
      <translation>{count} 列的名称</translation>
    </message>
    <message>
      <source>the network's own</source>
      <translation>网络自身</translation>
    </message>
    <message>
      <source>the output here is always linear</source>
      <translation>这里的输出总是线性的</translation>
    </message>
    <message>
      <source>the output here is one more Dense, whose size follows from the horizon and the targets</source>
      <translation>这里的输出是另一个 Dense，其大小由预测步数和目标决定</translation>
    </message>
    <message>
      <source>the parts are shares of the whole series; set them under Windows</source>
      <translation>各部分是整个序列的份额；请在“滑动窗口”中设置</translation>
    </message>
    <message>
      <source>the value one season before</source>
      <translation>一个季节周期之前的值</translation>
    </message>
    <message>
      <source>their mean</source>
      <translation>它们的均值</translation>
    </message>
    <message>
      <source>their sum</source>
      <translation>它们的和</translation>
    </message>
    <message>
      <source>there are no such first weights here</source>
      <translation>这里没有这种初始权重</translation>
    </message>
    <message>
      <source>there are not so many inputs</source>
      <translation>输入没有这么多</translation>
    </message>
    <message>
      <source>there are only these: {names}</source>
      <translation>可用的只有：{names}</translation>
    </message>
    <message>
      <source>there is no place for it here</source>
      <translation>这里没有它的位置</translation>
    </message>
    <message>
      <source>there is no such activation here</source>
      <translation>这里没有这种激活函数</translation>
    </message>
    <message>
      <source>there is no such callback here</source>
      <translation>这里没有这种回调</translation>
    </message>
    <message>
      <source>there is no such layer here</source>
      <translation>这里没有这种层</translation>
    </message>
    <message>
      <source>there is no such loss here</source>
      <translation>这里没有这种损失函数</translation>
    </message>
    <message>
      <source>there is no such optimizer here</source>
      <translation>这里没有这种优化器</translation>
    </message>
    <message>
      <source>there is no such setting here</source>
      <translation>这里没有这项设置</translation>
    </message>
    <message>
      <source>there or here, something is no number</source>
      <translation>保存处或此处有结果不是数值</translation>
    </message>
    <message>
      <source>this macOS has no usable Metal GPU</source>
      <translation>此 macOS 没有可用的 Metal GPU</translation>
    </message>
    <message>
      <source>this torch has no kernels for {name} (compute capability {capability})</source>
      <translation>此 torch 没有适用于 {name}（计算能力 {capability}）的内核</translation>
    </message>
    <message>
      <source>time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>time: {column}, {rhythm}</source>
      <translation>时间：{column}，{rhythm}</translation>
    </message>
    <message>
      <source>times the mean</source>
      <translation>均值的倍数</translation>
    </message>
    <message>
      <source>timesteps</source>
      <translation>时间步</translation>
    </message>
    <message>
      <source>timesteps, features</source>
      <translation>时间步、特征</translation>
    </message>
    <message>
      <source>to</source>
      <translation>止</translation>
    </message>
    <message>
      <source>torch was built without CUDA</source>
      <translation>已安装的 torch 不含 CUDA 支持</translation>
    </message>
    <message>
      <source>torch was built without Metal (MPS)</source>
      <translation>已安装的 torch 不含 Metal（MPS）支持</translation>
    </message>
    <message>
      <source>train anew</source>
      <translation>重新训练</translation>
    </message>
    <message>
      <source>training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>training part</source>
      <translation>训练部分</translation>
    </message>
    <message>
      <source>training {train:.0%} and validation {validation:.0%} leave less than 1% for the test part</source>
      <translation>训练占 {train:.0%}、验证占 {validation:.0%}，留给测试部分的不足 1%</translation>
    </message>
    <message>
      <source>training {train}, validation {validation}, on the scaled targets</source>
      <translation>训练 {train}，验证 {validation}（按缩放后的目标列）</translation>
    </message>
    <message>
      <source>transform {column}</source>
      <translation>变换 {column}</translation>
    </message>
    <message>
      <source>transforms: they are not those of the experiment</source>
      <translation>变换：与实验中的变换不一致</translation>
    </message>
    <message>
      <source>true or false</source>
      <translation>true 或 false</translation>
    </message>
    <message>
      <source>truth</source>
      <translation>真实值</translation>
    </message>
    <message>
      <source>truth (validation)</source>
      <translation>真实值（验证）</translation>
    </message>
    <message>
      <source>units</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>unrolled through time</source>
      <translation>按时间展开</translation>
    </message>
    <message>
      <source>use the preset {name}</source>
      <translation>使用预设“{name}”</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>validation part</source>
      <translation>验证部分</translation>
    </message>
    <message>
      <source>value</source>
      <translation>值</translation>
    </message>
    <message>
      <source>values above zero</source>
      <translation>大于零的值</translation>
    </message>
    <message>
      <source>values too large for 32 bits</source>
      <translation>数值过大，32 位无法表示</translation>
    </message>
    <message>
      <source>verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>weekly</source>
      <translation>每周</translation>
    </message>
    <message>
      <source>weeks</source>
      <translation>周</translation>
    </message>
    <message>
      <source>weights: their number does not fit the layers</source>
      <translation>权重：其数目与各层不符</translation>
    </message>
    <message>
      <source>weights: {name} holds something other than finite 32-bit numbers</source>
      <translation>权重：{name} 中有并非有限 32 位数值的内容</translation>
    </message>
    <message>
      <source>weights: {why}</source>
      <translation>权重：{why}</translation>
    </message>
    <message>
      <source>what is set</source>
      <translation>设置内容</translation>
    </message>
    <message>
      <source>what its header says cannot be read</source>
      <translation>无法读取其文件头中的说明</translation>
    </message>
    <message>
      <source>where the forecast fits best</source>
      <translation>预测最吻合处</translation>
    </message>
    <message>
      <source>window mean</source>
      <translation>窗口均值</translation>
    </message>
    <message>
      <source>with the schedule {rate:.3g}</source>
      <translation>调度后实际为 {rate:.3g}</translation>
    </message>
    <message>
      <source>with what was left out, the network would give other numbers with them; train it anew</source>
      <translation>由于有未采用的内容，网络用这些权重会给出不同的数值；请重新训练</translation>
    </message>
    <message>
      <source>within chance</source>
      <translation>偶然范围</translation>
    </message>
    <message>
      <source>words</source>
      <translation>文字</translation>
    </message>
    <message>
      <source>x − last value</source>
      <translation>x − 末值</translation>
    </message>
    <message>
      <source>x − x {season} steps before</source>
      <translation>x − {season} 步之前的 x</translation>
    </message>
    <message>
      <source>y: what it must forecast</source>
      <translation>y：网络要预测的数据</translation>
    </message>
    <message>
      <source>yearly</source>
      <translation>每年</translation>
    </message>
    <message>
      <source>years</source>
      <translation>年</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>zeros</source>
      <translation>全零</translation>
    </message>
    <message>
      <source>{action}: {label}</source>
      <translation>{action}：{label}</translation>
    </message>
    <message>
      <source>{added} rows would be added to the {rows} there are; the longest gap is after {when}.</source>
      <translation>现有 {rows} 行，却要添加 {added} 行；最长的间断在 {when} 之后。</translation>
    </message>
    <message>
      <source>{address}: {message}</source>
      <translation>{address}：{message}</translation>
    </message>
    <message>
      <source>{amount:.3g} years</source>
      <translation>{amount:.3g} 年</translation>
    </message>
    <message>
      <source>{amount:.4g} days</source>
      <translation>{amount:.4g} 天</translation>
    </message>
    <message>
      <source>{amount:.4g} hours</source>
      <translation>{amount:.4g} 小时</translation>
    </message>
    <message>
      <source>{amount:.4g} minutes</source>
      <translation>{amount:.4g} 分钟</translation>
    </message>
    <message>
      <source>{amount:.4g} months</source>
      <translation>{amount:.4g} 个月</translation>
    </message>
    <message>
      <source>{amount:.4g} s</source>
      <translation>{amount:.4g} 秒</translation>
    </message>
    <message>
      <source>{amount:.4g} years</source>
      <translation>{amount:.4g} 年</translation>
    </message>
    <message>
      <source>{answer} (proposed)</source>
      <translation>{answer}（建议）</translation>
    </message>
    <message>
      <source>{assignment} sets nothing: there is no equals sign.</source>
      <translation>{assignment} 没有设置任何值：缺少等号。</translation>
    </message>
    <message>
      <source>{baseline}: {note}</source>
      <translation>{baseline}：{note}</translation>
    </message>
    <message>
      <source>{column}</source>
      <translation>{column}</translation>
    </message>
    <message>
      <source>{column} cannot be read as dates or times.</source>
      <translation>{column} 无法读作日期或时间。</translation>
    </message>
    <message>
      <source>{column} drifts: always {train:.5g} in the training part, {mean:.5g} on average in the {part} part.</source>
      <translation>{column} 发生漂移：在训练部分始终为 {train:.5g}，在{part}部分平均为 {mean:.5g}。</translation>
    </message>
    <message>
      <source>{column} drifts: its mean is {train:.5g} in the training part and {mean:.5g} in the {part} part, {deviations:.1f} training standard deviations away.</source>
      <translation>{column} 发生漂移：均值在训练部分为 {train:.5g}，在{part}部分为 {mean:.5g}，相差 {deviations:.1f} 个训练部分的标准差。</translation>
    </message>
    <message>
      <source>{column} has missing values in the last {timesteps} rows.</source>
      <translation>{column} 的最后 {timesteps} 行中有缺失值。</translation>
    </message>
    <message>
      <source>{column} has no number in the first {rows} rows; it is left out.</source>
      <translation>{column} 在前 {rows} 行中没有数值；已略去该列。</translation>
    </message>
    <message>
      <source>{column} has several units: {units}; the numbers were taken as they are.</source>
      <translation>{column} 有多种单位：{units}；数值按原样使用。</translation>
    </message>
    <message>
      <source>{column} has the same value in every row of the training part.</source>
      <translation>{column} 在训练部分的每一行都是同一个值。</translation>
    </message>
    <message>
      <source>{column} has {count} different words; at most {most} can be told apart.</source>
      <translation>{column} 有 {count} 个不同的词；最多可区分 {most} 个。</translation>
    </message>
    <message>
      <source>{column} has {count} values in the training part; {needed} are needed to say anything of it.</source>
      <translation>{column} 在训练部分只有 {count} 个值；至少需要 {needed} 个才能得出结论。</translation>
    </message>
    <message>
      <source>{column} holds numbers such as {example}: are they the days of a spreadsheet?</source>
      <translation>{column} 含有 {example} 这样的数：它们是电子表格的日序数吗？</translation>
    </message>
    <message>
      <source>{column} holds numbers such as {example}: is the mark in them a decimal mark or one of thousands?</source>
      <translation>{column} 含有 {example} 这样的数：其中的符号是小数点还是千位分隔符？</translation>
    </message>
    <message>
      <source>{column} holds words further down, first below line {line}; it is left out.</source>
      <translation>{column} 在后面(首次出现于第 {line} 行之后)含有文字；已略去该列。</translation>
    </message>
    <message>
      <source>{column} holds {kind} in each cell, not one value; it is left out.</source>
      <translation>{column} 的每个单元格为 {kind}，而非单个值；已略去该列。</translation>
    </message>
    <message>
      <source>{column} is a column of words; it cannot be transformed.</source>
      <translation>{column} 是文字列，无法变换。</translation>
    </message>
    <message>
      <source>{column} is a target: its future cannot be known.</source>
      <translation>{column} 是目标列：其未来不可能已知。</translation>
    </message>
    <message>
      <source>{column} is in {now} here, and was in {then} where the model learnt; the numbers were taken as they are.</source>
      <translation>{column} 在这里以 {now} 为单位，而模型学习时以 {then} 为单位；数值按原样使用。</translation>
    </message>
    <message>
      <source>{column} is {cells}, no list.</source>
      <translation>{column} 是 {cells}，不是列表。</translation>
    </message>
    <message>
      <source>{column} never changes in the training part; the network can learn nothing from it.</source>
      <translation>{column} 在训练部分始终不变，网络无法从中学到任何东西。</translation>
    </message>
    <message>
      <source>{column} over its parts</source>
      <translation>{column} 及其各部分</translation>
    </message>
    <message>
      <source>{column} repeats every {period}: correlation {strength:.2f} with itself one season before, its trend taken out; {cycles:,.1f} seasons seen.</source>
      <translation>{column} 每 {period}重复一次：去除趋势后，与一个周期之前的自身相关系数为 {strength:.2f}；共见到 {cycles:,.1f} 个周期。</translation>
    </message>
    <message>
      <source>{column} shows no season: nothing in it repeats more than chance would.</source>
      <translation>{column} 没有周期：其中的重复不比偶然的更多。</translation>
    </message>
    <message>
      <source>{column}, known ahead</source>
      <translation>{column}（未来已知）</translation>
    </message>
    <message>
      <source>{column}, {steps} ahead</source>
      <translation>{column}，提前 {steps} 步</translation>
    </message>
    <message>
      <source>{column}: cells such as {example} were read as powers of ten: {count:,}. They may be codes.</source>
      <translation>{column}：形如 {example} 的单元格按 10 的幂读取：{count:,} 个；它们也可能是代码。</translation>
    </message>
    <message>
      <source>{column}: cells that a spreadsheet would compute: {count:,}. They are words here.</source>
      <translation>{column}：电子表格会当作公式计算的单元格：{count:,} 个。这里按文字处理。</translation>
    </message>
    <message>
      <source>{column}: cells that are no number, taken as missing: {count:,} ({some}).</source>
      <translation>{column}：不是数字、当作缺失的单元格：{count:,} 个（{some}）。</translation>
    </message>
    <message>
      <source>{column}: cells that are no time: {count:,}.</source>
      <translation>{column}：不是时间的单元格：{count:,} 个。</translation>
    </message>
    <message>
      <source>{column}: different marks stand in the dates ({marks}); day and month may be swapped in some.</source>
      <translation>{column}：日期中使用了不同的分隔符（{marks}）；其中一些的日和月可能颠倒。</translation>
    </message>
    <message>
      <source>{column}: in some dates the day comes first, in others the month.</source>
      <translation>{column}：有些日期日在前，有些月在前。</translation>
    </message>
    <message>
      <source>{column}: its cells look like numbers, but not alike, so they stay words ({some}).</source>
      <translation>{column}：单元格看起来像数字，但写法不一致，因此保留为文本（{some}）。</translation>
    </message>
    <message>
      <source>{column}: numbers of more digits than can be computed with: {count:,}, as {example}. Their last digits were rounded.</source>
      <translation>{column}：数字位数超出可计算的精度：{count:,} 个，如 {example}；最后几位已被舍入。</translation>
    </message>
    <message>
      <source>{column}: numbers that begin with a zero: {count:,}, as {example}. They were read without it.</source>
      <translation>{column}：以零开头的数字：{count:,} 个，如 {example}；读取时去掉了前导零。</translation>
    </message>
    <message>
      <source>{column}: periods of {minutes} minutes, counted from 1 in each day; each is taken as its beginning.</source>
      <translation>{column}：每天从 1 起编号、长 {minutes} 分钟的时段；每个编号取该时段的开始时刻。</translation>
    </message>
    <message>
      <source>{column}: rows without a time: {count:,}.</source>
      <translation>{column}：没有时间的行：{count:,} 行。</translation>
    </message>
    <message>
      <source>{column}: the cells hold spans of time; the beginning of each was taken.</source>
      <translation>{column}：单元格中是时间段；已取每段的开始时间。</translation>
    </message>
    <message>
      <source>{column}: the durations were read as seconds.</source>
      <translation>{column}：时长已按秒读取。</translation>
    </message>
    <message>
      <source>{column}: the hours run from 1 to 24; each is taken as its end, 24 as midnight of the next day.</source>
      <translation>{column}：小时从 1 到 24；每个小时取其结束时刻，24 为次日零点。</translation>
    </message>
    <message>
      <source>{column}: the numbers stand in several currencies ({units}); they were kept as they are.</source>
      <translation>{column}：数字使用了多种货币（{units}）；已按原样保留。</translation>
    </message>
    <message>
      <source>{column}: the numbers were stored as text; they were read as numbers.</source>
      <translation>{column}：数值以文本形式存储；已按数值读取。</translation>
    </message>
    <message>
      <source>{column}: the numbers were written with {what}.</source>
      <translation>{column}：数字的写法带有{what}。</translation>
    </message>
    <message>
      <source>{column}: the times are written in {count} notations.</source>
      <translation>{column}：时间有 {count} 种写法。</translation>
    </message>
    <message>
      <source>{column}: the times have the zone {zone}, with several offsets from UTC; they are in UTC now.</source>
      <translation>{column}：时间带有时区 {zone}，且与 UTC 的偏移不止一种；现已换算为 UTC。</translation>
    </message>
    <message>
      <source>{column}: the times have the zone {zone}; it was left out, and the times are local.</source>
      <translation>{column}：时间带有时区 {zone}；已略去时区，时间为当地时间。</translation>
    </message>
    <message>
      <source>{column}: the years are counted from 1912; 1911 was added to each.</source>
      <translation>{column}：年份为民国纪年（自 1912 年起），已各加 1911。</translation>
    </message>
    <message>
      <source>{column}: values too large for a number, taken as missing: {count}.</source>
      <translation>{column}：有 {count} 个值过大、无法表示，已视为缺失。</translation>
    </message>
    <message>
      <source>{column}: whole numbers too long to be exact as numbers: {count}.</source>
      <translation>{column}：整数过长，无法精确表示为数值：{count} 个。</translation>
    </message>
    <message>
      <source>{column}: words taken as missing values: {words} ({count}).</source>
      <translation>{column}：按缺失值处理的文字：{words}({count} 个)。</translation>
    </message>
    <message>
      <source>{column}: years have two digits: {count:,}. 69 and below are taken as 2069 and below, the others as 19xx.</source>
      <translation>{column}：年份只有两位数字：{count:,} 个。69 及以下视为 2069 及以前，其余视为 19xx。</translation>
    </message>
    <message>
      <source>{column}: {count} cells are missing ({share:.2%}).</source>
      <translation>{column}：缺失 {count} 个单元格（{share:.2%}）。</translation>
    </message>
    <message>
      <source>{column}: {count} cells were filled in, not read ({share:.2%}).</source>
      <translation>{column}：{count} 个单元格是填补的，并非读取的（{share:.2%}）。</translation>
    </message>
    <message>
      <source>{column}: {count} rows have no word that the network knows, the first at row {row} ({word}); every word's input is zero there.</source>
      <translation>{column}：{count} 行没有网络认识的词，首个在第 {row} 行（{word}）；该处所有词的输入均为零。</translation>
    </message>
    <message>
      <source>{column}: {unit} stands behind some numbers, no unit behind the others; all were read alike.</source>
      <translation>{column}：部分数字后面有 {unit}，其他数字没有单位；全部按同样方式读取。</translation>
    </message>
    <message>
      <source>{column}: {unit} was taken off the numbers, which were kept as they are.</source>
      <translation>{column}：已从数字后去掉 {unit}，数字本身未变。</translation>
    </message>
    <message>
      <source>{column}: {value:g} looks like a code for a missing value: {count:,} times. It was kept.</source>
      <translation>{column}：{value:g} 看起来是缺失值的代码：出现 {count:,} 次。已保留。</translation>
    </message>
    <message>
      <source>{column}: {value:g} looks like a longer number, cut to six digits by a spreadsheet: {count:,} times.</source>
      <translation>{column}：{value:g} 看起来是被电子表格截成六位有效数字的更长的数字：{count:,} 次。</translation>
    </message>
    <message>
      <source>{count:,} further columns like this one: {example}</source>
      <translation>另有 {count:,} 列情况相同：{example}</translation>
    </message>
    <message>
      <source>{count:.4g} days</source>
      <translation>{count:.4g} 天</translation>
    </message>
    <message>
      <source>{count:.4g} hours</source>
      <translation>{count:.4g} 小时</translation>
    </message>
    <message>
      <source>{count:.4g} minutes</source>
      <translation>{count:.4g} 分钟</translation>
    </message>
    <message>
      <source>{count:g} s</source>
      <translation>{count:g} 秒</translation>
    </message>
    <message>
      <source>{count} folds leave {train}, {validation} and {block} rows to learn from, to stop by and to judge; a sample needs {learnt} to be learnt from, and {needed} to be judged.</source>
      <translation>{count} 折只留下 {train}、{validation}、{block} 行分别用于学习、早停和评判；一个样本学习时需要 {learnt} 行，评判时需要 {needed} 行。</translation>
    </message>
    <message>
      <source>{count} further columns are used too.</source>
      <translation>另外还使用 {count} 列。</translation>
    </message>
    <message>
      <source>{count} further rows: workbench predict writes them all.</source>
      <translation>另有 {count} 行：workbench predict 会写出全部。</translation>
    </message>
    <message>
      <source>{count} missing values ({share:.1%}) are left out; where every row counts, a straight line stands in.</source>
      <translation>略去 {count} 个缺失值（{share:.1%}）；在每一行都不可少之处，以直线代替。</translation>
    </message>
    <message>
      <source>{count} more series have a smaller MASE.</source>
      <translation>另有 {count} 个序列的 MASE 更小。</translation>
    </message>
    <message>
      <source>{count} of {horizon} steps.</source>
      <translation>{horizon} 步中的 {count} 步。</translation>
    </message>
    <message>
      <source>{count} parameters</source>
      <translation>{count} 个参数</translation>
    </message>
    <message>
      <source>{count} settings are not valid.</source>
      <translation>有 {count} 项设置无效。</translation>
    </message>
    <message>
      <source>{count} steps</source>
      <translation>{count} 步</translation>
    </message>
    <message>
      <source>{count} targets</source>
      <translation>{count} 个目标</translation>
    </message>
    <message>
      <source>{count} trained numbers in all.</source>
      <translation>共 {count} 个可训练参数。</translation>
    </message>
    <message>
      <source>{count} trained weights</source>
      <translation>{count} 个训练好的权重</translation>
    </message>
    <message>
      <source>{count} windows/s</source>
      <translation>{count} 个窗口/秒</translation>
    </message>
    <message>
      <source>{count} words</source>
      <translation>{count} 个词</translation>
    </message>
    <message>
      <source>{count}, named by {column}</source>
      <translation>{count} 个，由 {column} 列命名</translation>
    </message>
    <message>
      <source>{count}; the best was number {best}</source>
      <translation>{count}；最佳为第 {best} 轮</translation>
    </message>
    <message>
      <source>{cycle}, {wave}</source>
      <translation>{cycle}，{wave}</translation>
    </message>
    <message>
      <source>{day} and {time} were joined to one time.</source>
      <translation>{day} 与 {time} 已合并为一个时间。</translation>
    </message>
    <message>
      <source>{device}, threads: {count}</source>
      <translation>{device}，{count} 个线程</translation>
    </message>
    <message>
      <source>{example} can mean several days: nothing in the file says which of its numbers is the year or the day.</source>
      <translation>{example} 可以指多个日期：文件中没有说明哪个数是年或日。</translation>
    </message>
    <message>
      <source>{example} can mean two days: nothing in the file says whether the day or the month comes first.</source>
      <translation>{example} 可以表示两个不同的日期：文件中看不出是日在前还是月在前。</translation>
    </message>
    <message>
      <source>{far:.1e} of the target's scale away, where rounding makes {most:.0e} at most</source>
      <translation>相差目标尺度的 {far:.1e}，而舍入误差最多为 {most:.0e}</translation>
    </message>
    <message>
      <source>{file} cannot be read as a Keras model: {why}.</source>
      <translation>{file} 无法作为 Keras 模型读取：{why}。</translation>
    </message>
    <message>
      <source>{file} cannot be read as {encoding}: byte {position:,} does not fit.</source>
      <translation>{file} 无法按 {encoding} 读取：第 {position:,} 个字节不符合该编码。</translation>
    </message>
    <message>
      <source>{file} cannot be read: {why}.</source>
      <translation>无法读取 {file}：{why}。</translation>
    </message>
    <message>
      <source>{file} changed while it was read.</source>
      <translation>{file} 在读取过程中发生了变化。</translation>
    </message>
    <message>
      <source>{file} changes on the way: above line {line} {option} is {before}, below it {after}.</source>
      <translation>{file} 的写法中途改变：第 {line} 行之前 {option} 为 {before}，之后为 {after}。</translation>
    </message>
    <message>
      <source>{file} does not hold the epochs of a run.</source>
      <translation>{file} 中没有一次运行的各轮次。</translation>
    </message>
    <message>
      <source>{file} does not read back as it was written.</source>
      <translation>{file} 读回的内容与写入的不同。</translation>
    </message>
    <message>
      <source>{file} forecasts other numbers here than where it was saved: {how_far}.</source>
      <translation>{file} 在此处的预测与保存它时的不同：{how_far}。</translation>
    </message>
    <message>
      <source>{file} has a header but no rows.</source>
      <translation>{file} 只有表头，没有数据行。</translation>
    </message>
    <message>
      <source>{file} has changed since it was opened.</source>
      <translation>{file} 在打开之后已改变。</translation>
    </message>
    <message>
      <source>{file} has changed since it was read.</source>
      <translation>{file} 在读取之后已被改动。</translation>
    </message>
    <message>
      <source>{file} has format {held}; this workbench reads up to {known}.</source>
      <translation>{file} 的格式为 {held}；当前程序最高支持 {known}。</translation>
    </message>
    <message>
      <source>{file} has no column of numbers.</source>
      <translation>{file} 中没有数值列。</translation>
    </message>
    <message>
      <source>{file} has no column {column}.</source>
      <translation>{file} 中没有列 {column}。</translation>
    </message>
    <message>
      <source>{file} has no sheet {sheet}.</source>
      <translation>{file} 中没有工作表 {sheet}。</translation>
    </message>
    <message>
      <source>{file} has other columns than {first}: {columns}.</source>
      <translation>{file} 的列与 {first} 不同：{columns}。</translation>
    </message>
    <message>
      <source>{file} has rows only on hidden sheets: {sheets}.</source>
      <translation>{file} 仅在隐藏的工作表中有数据行：{sheets}。</translation>
    </message>
    <message>
      <source>{file} has several sheets with rows: {sheets}.</source>
      <translation>{file} 有多个含数据行的工作表：{sheets}。</translation>
    </message>
    <message>
      <source>{file} has {held}; this workbench reads up to {known}.</source>
      <translation>{file} 为{held}；当前程序最高支持 {known}。</translation>
    </message>
    <message>
      <source>{file} holds no file to read.</source>
      <translation>{file} 中没有可读取的文件。</translation>
    </message>
    <message>
      <source>{file} holds several files: {names}.</source>
      <translation>{file} 中有多个文件：{names}。</translation>
    </message>
    <message>
      <source>{file} holds {kind}, not a stack of layers.</source>
      <translation>{file} 含有 {kind}，不是层的堆叠。</translation>
    </message>
    <message>
      <source>{file} is an archive that is broken or cut off.</source>
      <translation>{file} 是损坏或不完整的压缩包。</translation>
    </message>
    <message>
      <source>{file} is an archive within an archive.</source>
      <translation>{file} 是压缩包中的压缩包。</translation>
    </message>
    <message>
      <source>{file} is damaged: it cannot be unpacked.</source>
      <translation>{file} 已损坏：无法解压。</translation>
    </message>
    <message>
      <source>{file} is damaged: its layers cannot be read.</source>
      <translation>{file} 已损坏：其中的层无法读取。</translation>
    </message>
    <message>
      <source>{file} is damaged: what the workbench wrote into it cannot be read.</source>
      <translation>{file} 已损坏：工作台写入的内容无法读取。</translation>
    </message>
    <message>
      <source>{file} is damaged: {why}.</source>
      <translation>{file} 已损坏：{why}。</translation>
    </message>
    <message>
      <source>{file} is empty.</source>
      <translation>{file} 是空文件。</translation>
    </message>
    <message>
      <source>{file} is encrypted.</source>
      <translation>{file} 已加密。</translation>
    </message>
    <message>
      <source>{file} is larger than the memory, and its lines cannot be told apart without reading all of it.</source>
      <translation>{file} 大于内存，且不读完整个文件就无法分清各行。</translation>
    </message>
    <message>
      <source>{file} is larger than the memory: its columns are kept in {folder}.</source>
      <translation>{file} 大于内存：其各列保存在 {folder} 中。</translation>
    </message>
    <message>
      <source>{file} is no CSV file: it is {what}.</source>
      <translation>{file} 不是 CSV 文件：它是{what}。</translation>
    </message>
    <message>
      <source>{file} is no model that the workbench wrote as it is.</source>
      <translation>{file} 不是工作台写出且未改动的模型。</translation>
    </message>
    <message>
      <source>{file} is not a checkpoint of the workbench.</source>
      <translation>{file} 不是本程序的检查点。</translation>
    </message>
    <message>
      <source>{file} is not a model of the workbench.</source>
      <translation>{file} 不是本程序的模型。</translation>
    </message>
    <message>
      <source>{file} is not a table: {why}.</source>
      <translation>{file} 不是表格：{why}。</translation>
    </message>
    <message>
      <source>{file} is not a text file: it is {what}.</source>
      <translation>{file} 不是文本文件：它是{what}。</translation>
    </message>
    <message>
      <source>{file} is not opened: such files can run code of whoever made them.</source>
      <translation>未打开 {file}：这类文件可能会运行其制作者的代码。</translation>
    </message>
    <message>
      <source>{file} is of a kind that the workbench does not open.</source>
      <translation>本程序不支持打开 {file} 这种类型的文件。</translation>
    </message>
    <message>
      <source>{file} is protected by a password.</source>
      <translation>{file} 受密码保护。</translation>
    </message>
    <message>
      <source>{file} is there already. Replace it?</source>
      <translation>{file} 已存在。要替换吗？</translation>
    </message>
    <message>
      <source>{file} is there already. Replace the files in it?</source>
      <translation>{file} 已存在。要替换其中的文件吗？</translation>
    </message>
    <message>
      <source>{file} is written.</source>
      <translation>{file} 已写好。</translation>
    </message>
    <message>
      <source>{file} is {kind}, whatever its name says; it was read as that.</source>
      <translation>{file} 实为{kind}，与其名称不符；已按实际类型读取。</translation>
    </message>
    <message>
      <source>{file} is {kind}; it holds no table to read.</source>
      <translation>{file} 是{kind}；其中没有可读取的表格。</translation>
    </message>
    <message>
      <source>{file} unpacks to more than {most:,} bytes, far more than such an archive should.</source>
      <translation>{file} 解压后超过 {most:,} 字节，远超这样的压缩包应有的大小。</translation>
    </message>
    <message>
      <source>{file} unpacks to more than {size} bytes; at most {most} are read.</source>
      <translation>{file} 解压后超过 {size} 字节；最多读取 {most} 字节。</translation>
    </message>
    <message>
      <source>{file} was read with the choices kept for files like it.</source>
      <translation>{file} 已按为同类文件保存的选项读取。</translation>
    </message>
    <message>
      <source>{file} would take about {needed} MB of memory; {free} MB are free.</source>
      <translation>{file} 约需 {needed} MB 内存；可用内存为 {free} MB。</translation>
    </message>
    <message>
      <source>{file}, lines {first} to {last}: {what}</source>
      <translation>{file}，第 {first} 至 {last} 行：{what}</translation>
    </message>
    <message>
      <source>{file}: below line {line} the cells of {column} cannot all be read as dates or times.</source>
      <translation>{file}：第 {line} 行之后，{column} 的单元格无法全部读作日期或时间。</translation>
    </message>
    <message>
      <source>{first} and others</source>
      <translation>{first}等</translation>
    </message>
    <message>
      <source>{first} to {last}</source>
      <translation>{first} 至 {last}</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first} {second}</translation>
    </message>
    <message>
      <source>{first}, {second}</source>
      <translation>{first}、{second}</translation>
    </message>
    <message>
      <source>{folder} holds no checkpoint to go on from.</source>
      <translation>{folder} 中没有可供继续训练的检查点。</translation>
    </message>
    <message>
      <source>{folder} is a folder.</source>
      <translation>{folder} 是文件夹。</translation>
    </message>
    <message>
      <source>{formula}, of the first {count} features</source>
      <translation>{formula}，作用于前 {count} 个特征</translation>
    </message>
    <message>
      <source>{given} is no number</source>
      <translation>{given} 不是数值</translation>
    </message>
    <message>
      <source>{input}, {lags} steps back: {rise}</source>
      <translation>{input}，前 {lags} 步：{rise}</translation>
    </message>
    <message>
      <source>{kind}: {headline}, gives {shape}</source>
      <translation>{kind}：{headline}，输出 {shape}</translation>
    </message>
    <message>
      <source>{layer} is switched on</source>
      <translation>启用 {layer}</translation>
    </message>
    <message>
      <source>{member} was changed after it was saved</source>
      <translation>{member} 在保存之后被改动过</translation>
    </message>
    <message>
      <source>{message}</source>
      <translation>{message}</translation>
    </message>
    <message>
      <source>{name} (layer {number})</source>
      <translation>{name}（第 {number} 层）</translation>
    </message>
    <message>
      <source>{name} has no columns.</source>
      <translation>{name} 没有任何列。</translation>
    </message>
    <message>
      <source>{name} has {rows} rows.</source>
      <translation>{name} 有 {rows} 行。</translation>
    </message>
    <message>
      <source>{name} has {strange}, which nothing reads.</source>
      <translation>{name} 含有 {strange}，没有任何部分会读取它。</translation>
    </message>
    <message>
      <source>{name} holds bytes that are no characters.</source>
      <translation>{name} 中含有无法解码为字符的字节。</translation>
    </message>
    <message>
      <source>{name} holds no names</source>
      <translation>{name} 中没有名称</translation>
    </message>
    <message>
      <source>{name} holds numbers of the kind {kind}</source>
      <translation>{name} 中的数值类型为 {kind}</translation>
    </message>
    <message>
      <source>{name} stands twice in one place</source>
      <translation>{name} 在同一处出现了两次</translation>
    </message>
    <message>
      <source>{name}, through CUDA {version}</source>
      <translation>{name}，通过 CUDA {version}</translation>
    </message>
    <message>
      <source>{name}: {why}</source>
      <translation>{name}：{why}</translation>
    </message>
    <message>
      <source>{node} gives every target its own past back, but the inputs do not have: {names}.</source>
      <translation>{node}要用每个目标自身的历史来还原预测，但输入中没有：{names}。</translation>
    </message>
    <message>
      <source>{node}, undone</source>
      <translation>{node}（还原）</translation>
    </message>
    <message>
      <source>{node}: {formula}, output {shape}</source>
      <translation>{node}：{formula}，输出 {shape}</translation>
    </message>
    <message>
      <source>{number} {unit}</source>
      <translation>{number} {unit}</translation>
    </message>
    <message>
      <source>{optimizer} {rate:g}, {epochs} epochs</source>
      <translation>{optimizer} {rate:g}，{epochs} 轮</translation>
    </message>
    <message>
      <source>{option} = {value}: {evidence}</source>
      <translation>{option} = {value}：{evidence}</translation>
    </message>
    <message>
      <source>{outcome}: {skill}% ({low} to {high})</source>
      <translation>{outcome}：{skill}%（{low} 至 {high}）</translation>
    </message>
    <message>
      <source>{path} could not be read: {why}.</source>
      <translation>无法读取 {path}：{why}。</translation>
    </message>
    <message>
      <source>{path} could not be saved: {why}.</source>
      <translation>无法保存 {path}：{why}。</translation>
    </message>
    <message>
      <source>{path} does not exist.</source>
      <translation>{path} 不存在。</translation>
    </message>
    <message>
      <source>{path} holds something other than finite 32-bit numbers</source>
      <translation>{path} 含有非有限 32 位数值</translation>
    </message>
    <message>
      <source>{path} is no plain array of numbers</source>
      <translation>{path} 不是普通的数值数组</translation>
    </message>
    <message>
      <source>{path} is {given}, not {wanted}</source>
      <translation>{path} 为 {given}，应为 {wanted}</translation>
    </message>
    <message>
      <source>{reason} · {epochs} epochs in {time} · weights of epoch {best} kept</source>
      <translation>{reason} · {epochs} 轮，用时 {time} · 保留第 {best} 轮的权重</translation>
    </message>
    <message>
      <source>{rows} rows</source>
      <translation>{rows} 行</translation>
    </message>
    <message>
      <source>{seconds} s, {each} s for each epoch</source>
      <translation>{seconds} 秒，每轮 {each} 秒</translation>
    </message>
    <message>
      <source>{sentence}</source>
      <translation>{sentence}</translation>
    </message>
    <message>
      <source>{series} has no column of numbers called {column}; it has: {columns}.</source>
      <translation>{series} 中没有名为 {column} 的数值列；现有：{columns}。</translation>
    </message>
    <message>
      <source>{series} has no column of words called {column}.</source>
      <translation>{series} 没有名为 {column} 的文字列。</translation>
    </message>
    <message>
      <source>{series} has no column {column}.</source>
      <translation>{series} 中没有列 {column}。</translation>
    </message>
    <message>
      <source>{series} has no time column, which the model's calendar inputs need.</source>
      <translation>{series} 没有时间列，而模型的日历输入需要它。</translation>
    </message>
    <message>
      <source>{series} has {rows} rows; one sample needs {needed}.</source>
      <translation>{series} 有 {rows} 行；一个样本需要 {needed} 行。</translation>
    </message>
    <message>
      <source>{series} has {rows} rows; the model looks back {timesteps}.</source>
      <translation>{series} 有 {rows} 行；模型需要回看 {timesteps} 行。</translation>
    </message>
    <message>
      <source>{series}: {what}</source>
      <translation>{series}:{what}</translation>
    </message>
    <message>
      <source>{series}: {what} The same of {count:,} further series.</source>
      <translation>{series}：{what} 另有 {count:,} 个序列情况相同。</translation>
    </message>
    <message>
      <source>{setting} {value}</source>
      <translation>{setting} {value}</translation>
    </message>
    <message>
      <source>{share:.0%} measured</source>
      <translation>已测量 {share:.0%}</translation>
    </message>
    <message>
      <source>{share:.0%} of {column} is missing in the training part, too much to say anything of it.</source>
      <translation>{column} 在训练部分缺失 {share:.0%}，太多，无法得出结论。</translation>
    </message>
    <message>
      <source>{share} interval</source>
      <translation>{share} 区间</translation>
    </message>
    <message>
      <source>{share} interval holds</source>
      <translation>{share} 区间包含</translation>
    </message>
    <message>
      <source>{share} interval holds {inside}.</source>
      <translation>{share} 区间包含 {inside}。</translation>
    </message>
    <message>
      <source>{share} interval of {target}</source>
      <translation>{target} 的 {share} 区间</translation>
    </message>
    <message>
      <source>{share} interval of {target}, recursive</source>
      <translation>{target} 的 {share} 区间（递归）</translation>
    </message>
    <message>
      <source>{share}, by construction</source>
      <translation>{share}（由构造决定）</translation>
    </message>
    <message>
      <source>{steps} steps</source>
      <translation>{steps} 步</translation>
    </message>
    <message>
      <source>{steps} steps ({length})</source>
      <translation>{steps} 步（{length}）</translation>
    </message>
    <message>
      <source>{steps} steps: {length}</source>
      <translation>{steps} 步：{length}</translation>
    </message>
    <message>
      <source>{steps} timesteps × {features} features</source>
      <translation>{steps} 个时间步 × {features} 个特征</translation>
    </message>
    <message>
      <source>{targets} of {data}: report of a recurrent network</source>
      <translation>{data} 的 {targets}：循环神经网络报告</translation>
    </message>
    <message>
      <source>{target} of {series}</source>
      <translation>{series} 的 {target}</translation>
    </message>
    <message>
      <source>{target} on the {part}, {count} samples</source>
      <translation>{target}，{part}，{count} 个样本</translation>
    </message>
    <message>
      <source>{target} past the end of the data</source>
      <translation>{target} 在数据末尾之后</translation>
    </message>
    <message>
      <source>{target}, recursive</source>
      <translation>{target}（递归）</translation>
    </message>
    <message>
      <source>{target}, the first step ahead: errors over time</source>
      <translation>{target}，向前第一步：误差随时间的变化</translation>
    </message>
    <message>
      <source>{target}, {share} interval</source>
      <translation>{target}，{share} 区间</translation>
    </message>
    <message>
      <source>{target}, {steps} ahead: the latest {count} forecasts</source>
      <translation>{target}，向前 {steps}：最近 {count} 次预测</translation>
    </message>
    <message>
      <source>{target}: autocorrelation of the errors</source>
      <translation>{target}：误差的自相关</translation>
    </message>
    <message>
      <source>{target}: each series by itself, the worst first; MASE by its own steps</source>
      <translation>{target}：各序列分别评估，最差的在前；MASE 按自身步差</translation>
    </message>
    <message>
      <source>{target}: errors against forecast</source>
      <translation>{target}：误差与预测值</translation>
    </message>
    <message>
      <source>{target}: how often each error was made</source>
      <translation>{target}：误差的分布</translation>
    </message>
    <message>
      <source>{target}: mean absolute error by step ahead</source>
      <translation>{target}：按向前步数的平均绝对误差</translation>
    </message>
    <message>
      <source>{target}: mean absolute error by step ahead, direct and fed back</source>
      <translation>{target}：逐步平均绝对误差，直接与回馈</translation>
    </message>
    <message>
      <source>{target}: one whole forecast, that with the middle error</source>
      <translation>{target}：一次完整的预测（误差居中者）</translation>
    </message>
    <message>
      <source>{target}: the forecast laid on the truth of earlier steps</source>
      <translation>{target}：将预测与更早的真实值对照</translation>
    </message>
    <message>
      <source>{target}: the network by step ahead</source>
      <translation>{target}：网络按向前步数的指标</translation>
    </message>
    <message>
      <source>{timesteps} steps → {horizon}, {shares}</source>
      <translation>{timesteps} 步 → {horizon} 步，{shares}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>剩余 {time}</translation>
    </message>
    <message>
      <source>{title} [{unit}]</source>
      <translation>{title} [{unit}]</translation>
    </message>
    <message>
      <source>{title} is the same in every row of the training part.</source>
      <translation>{title}在训练部分的每一行都相同。</translation>
    </message>
    <message>
      <source>{title} needs a time column; the rows are merely in order.</source>
      <translation>{title}需要时间列；这些行仅有顺序。</translation>
    </message>
    <message>
      <source>{title}, {count} passes</source>
      <translation>{title}，{count} 次</translation>
    </message>
    <message>
      <source>{title}: the training part covers {covered:.2g} {period}. What happens once cannot be told from chance; with fewer than two it usually makes forecasts worse.</source>
      <translation>{title}：训练部分覆盖 {covered:.2g} {period}。只发生一次的规律无法与偶然区分；不足两个周期时通常会使预测变差。</translation>
    </message>
    <message>
      <source>{transform} of {column} needs {needs}; others: {count}, the first at row {row} ({when}): {value}.</source>
      <translation>{column} 的{transform}需要{needs}；不符合的有 {count} 个，首个在第 {row} 行（{when}）：{value}。</translation>
    </message>
    <message>
      <source>{transform} of {column} needs {needs}; others: {count}, the first at row {row}: {value}.</source>
      <translation>{column} 的{transform}需要{needs}；不符合的有 {count} 个，首个在第 {row} 行：{value}。</translation>
    </message>
    <message>
      <source>{transform} of {column}: the intervals of {horizon} steps cannot be added up; only a horizon of up to {most} follows on known values.</source>
      <translation>{column} 的{transform}：{horizon} 步的区间不能相加；只有不超过 {most} 步的预测步长可由已知值推得。</translation>
    </message>
    <message>
      <source>{transform} of {column}: to add the forecasts up, those of the gap's {gap} steps would be needed too.</source>
      <translation>{column} 的{transform}：要将预测累加，还需要间隔中 {gap} 步的预测。</translation>
    </message>
    <message>
      <source>{what} {cause} The weights of epoch {epoch} are kept.</source>
      <translation>{what}{cause}保留第 {epoch} 轮的权重。</translation>
    </message>
    <message>
      <source>{where}: {what}. Not taken over: {why}.</source>
      <translation>{where}：{what}。未采用：{why}。</translation>
    </message>
    <message>
      <source>{words} names no column and transform.</source>
      <translation>{words} 没有指明列和变换。</translation>
    </message>
    <message>
      <source>× deviation + last value</source>
      <translation>× 标准差 + 末值</translation>
    </message>
    <message>
      <source>× deviation + mean</source>
      <translation>× 标准差 + 均值</translation>
    </message>
    <message>
      <source>① Open your data file, or take this sample.   ② Look at the layers.   ③ Press Train (F5) and watch.</source>
      <translation>① 打开您的数据文件，或直接使用此示例。   ② 查看网络层。   ③ 按“训练”(F5)并观察结果。</translation>
    </message>
  </context>
</TS>
